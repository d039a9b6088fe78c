// The figures over HTTP beside the raw engine of the same minute, as a table of docs/reference/performance.md.
//
//   MOTCUA_BIN=… node tests/load/over-http.mjs [--seconds 5] [--clients 1,8,32,128] [--rate N] [--busy-core] [--record]
//   MOTCUA_BIN=… tests/faults/on-postgresql.sh node tests/load/over-http.mjs --record        the same on PostgreSQL
//
// --rate: also an open model, so many requests of each kind a second whether answers come or not. --busy-core: another
// process keeps one core busy all the time. On the embedded database the figures of peers (peers.json) stand beside.
//
// Runs `motcua bench --http` and puts what it says into columns. On PostgreSQL `pgbench` writes the same event and
// snapshot in one transaction with as many clients in the same minutes: the engine's own figure there.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { flag, option, PROGRAM } from "../faults/lib/program.mjs";
import { load, write } from "./lib/table.mjs";

const seconds = option("seconds", "5");
const clients = option("clients", "1,8,32,128");
const rate = option("rate");
const database = option("database");
const busy = flag("busy-core");
const others = load();
const neighbour = busy ? spawn(process.execPath, ["-e", "for (;;);"], { stdio: "ignore" }) : null;
neighbour?.unref();
process.on("exit", () => neighbour?.kill("SIGKILL"));

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

/** The figures of others beside ours of the same request and as many clients. */
function beside() {
  const peers = JSON.parse(readFileSync(new URL("peers.json", import.meta.url), "utf8"));
  const own = (name, count) => rows.find((row) => row[1] === name && Number(row[2]) === count);
  const times = (more, less) => `${(more / less).toFixed(0)} times`;
  const lines = [peers.what, "", "| request | clients | theirs a second | ours | CPU theirs, ms | ours | p99 theirs, ms | ours |", "|---|---|---|---|---|---|---|---|"];
  for (const peer of peers.rows) {
    const row = own(peer.request, peer.clients);
    if (!row) continue;
    const [, , , speed, , p99, , cpu] = row;
    lines.push(`| ${peer.request}; ${peer.theirs} | ${peer.clients} | ${peer.a_second} | ${times(Number(speed), peer.a_second)} | ${peer.cpu_ms} | ${times(peer.cpu_ms, Number(cpu))} less | ${peer.p99_ms} | ${times(peer.p99_ms, Number(p99))} less |`);
  }
  const said = first.join(" ");
  const ours = { start: Number(/ready: ([\d.]+)/.exec(said)?.[1]), memory: Number(/afterwards: (\d+)/.exec(said)?.[1]) };
  for (const { what, theirs, ours: which } of peers.besides) lines.push(`| ${what} | | ${theirs} | ${ours[which]}: ${times(theirs, ours[which])} less | | | | |`);
  const steps = own("step", 8);
  if (steps) for (const { what, commits_a_second: speed } of peers.engines) lines.push(`| step of a process engine in its own process, without HTTP: ${what} | 1; ours 8 | ${speed} | ${(Number(steps[3]) / speed).toFixed(1)} times | | | | |`);
  return lines;
}

if (!database && !busy) out.push("", ...beside());
console.log(out.join("\n"));
if (flag("record")) {
  const words = [`--seconds ${seconds}`, `--clients ${clients}`, rate && `--rate ${rate}`, busy && "--busy-core"].filter(Boolean).join(" ");
  const command = `${database ? "tests/faults/on-postgresql.sh " : ""}node tests/load/over-http.mjs ${words}`;
  write(["over HTTP", database && "PostgreSQL", busy && "busy core"].filter(Boolean).join(", "), command, others, out);
}
