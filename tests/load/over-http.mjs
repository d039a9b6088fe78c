// The figures over HTTP beside the raw engine of the same minute, as a table of docs/reference/performance.md.
//
//   MOTCUA_BIN=… node tests/load/over-http.mjs [--seconds 5] [--clients 1,8,32,128] [--rate N] [--record]
//   MOTCUA_BIN=… tests/faults/on-postgresql.sh node tests/load/over-http.mjs --record        the same on PostgreSQL
//
// Runs `motcua bench --http` and puts what it says into columns. On PostgreSQL `pgbench` writes the same event and
// snapshot in one transaction with as many clients in the same minutes: the engine's own figure there.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flag, option, PROGRAM } from "../faults/lib/program.mjs";
import { load, write } from "./lib/table.mjs";

const seconds = option("seconds", "5");
const clients = option("clients", "1,8,32,128");
const rate = option("rate");
const database = option("database");
const others = load();

const words = ["bench", "--http", "--seconds", seconds, "--clients", clients];
if (rate) words.push("--rate", rate);
if (database) words.push("--database", database);
const said = execFileSync(PROGRAM, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
process.stdout.write(said);

const line = /^(.+?)\s+(\d+) clients\s+(\d+)\/s\s+p50\s+([\d.]+) ms\s+p99\s+([\d.]+) ms\s+p99\.9\s+([\d.]+) ms(?:\s+CPU ([\d.]+) ms)?\s+\d+ in all(?:\s+([\d.]+) (.+))?$/;
const rows = said.split("\n").map((text) => line.exec(text)).filter(Boolean);
if (rows.length < 5) throw new Error("the program said nothing that can be read");

/** What pgbench does with one event and one snapshot of the size of ours. */
function pgbench() {
  const programs = readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`).filter((bin) => existsSync(join(bin, "pgbench")));
  const dir = mkdtempSync(join(tmpdir(), "motcua-pgbench-"));
  const sql = (text) => execFileSync(join(programs.at(-1), "psql"), ["-q", "-d", database, "-c", text], { encoding: "utf8" });
  sql("CREATE TABLE bench_event (stream text, revision bigint, payload text, PRIMARY KEY (stream, revision)); CREATE TABLE bench_snapshot (id text PRIMARY KEY, payload text)");
  const script = join(dir, "pair.sql");
  // One round trip: both statements and the commit are sent together.
  writeFileSync(
    script,
    `\\set n random(1, 1000000000)
\\startpipeline
BEGIN;
INSERT INTO bench_event VALUES ('dossier/' || md5(:n::text || :client_id), :n, repeat('x', 500)) ON CONFLICT DO NOTHING;
INSERT INTO bench_snapshot VALUES (md5(:n::text || :client_id), repeat('x', 700)) ON CONFLICT (id) DO UPDATE SET payload = excluded.payload;
COMMIT;
\\endpipeline
`,
  );
  const done = {};
  for (const count of clients.split(",")) {
    const text = execFileSync(join(programs.at(-1), "pgbench"), ["-n", "-M", "extended", "-f", script, "-c", count, "-j", "2", "-T", seconds, database], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    done[count] = Number(/tps = ([\d.]+)/.exec(text)[1]);
  }
  sql("DROP TABLE bench_event, bench_snapshot");
  rmSync(dir, { recursive: true });
  return done;
}

const pairs = database ? pgbench() : null;
const out = [];
const first = said.split("\n").filter((text) => text.startsWith("raw engine") || text.startsWith("start to ready") || text.startsWith("memory"));
out.push(...first.map((text) => `${text[0].toUpperCase()}${text.slice(1)}.`), "");
out.push("| request | clients | a second | p50, ms | p99, ms | p99.9, ms | CPU of the server, ms | ratio |", "|---|---|---|---|---|---|---|---|");
for (const [, name, count, speed, p50, p99, p999, cpu, ratio, of] of rows) {
  let against = ratio ? `${ratio} ${of}` : "–";
  // The embedded engine is no probe for a server.
  if (pairs && name === "accept" && pairs[count]) against = `${(Number(speed) / pairs[count]).toFixed(2)} of pgbench (${pairs[count].toFixed(0)} a second)`;
  out.push(`| ${name} | ${count === "0" ? "open model" : count} | ${Number(speed).toLocaleString("en")} | ${p50} | ${p99} | ${p999} | ${cpu ?? "–"} | ${against} |`);
}
console.log(out.join("\n"));
if (flag("record")) {
  const command = `${database ? "tests/faults/on-postgresql.sh " : ""}node tests/load/over-http.mjs --seconds ${seconds}`;
  write(database ? "over HTTP, PostgreSQL" : "over HTTP", command, others, out);
}
