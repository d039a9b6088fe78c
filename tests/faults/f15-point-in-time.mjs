// F15 on a server: a base backup under load, the server's log kept elsewhere, and the state of any second brought back.
//
//   node tests/faults/f15-point-in-time.mjs [--points 5] [--clients 8] [--seconds 20] [--seed 1] [--record]
//
// Needs the programs of PostgreSQL. Passes when the state of each second, chosen at random, proves itself, holds every
// act that was acknowledged before it and none that was begun after it, and serves. Each run ends with its controls: a
// missing and a changed piece of the log, a changed byte of the base backup must be noticed by the server's own tools.

import { execFileSync } from "node:child_process";
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { crowd } from "./lib/crowd.mjs";
import { asOf, contradictions } from "./lib/history.mjs";
import { server } from "./lib/postgresql.mjs";
import { folder, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const points = Number(option("points", "5"));
const clients = Number(option("clients", "8"));
const seconds = Number(option("seconds", "20"));
const seed = Number(option("seed", "1"));
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({ fault: "F15 PostgreSQL", command: "node tests/faults/f15-point-in-time.mjs" });
const { found } = rig;
const noticed = [];
let slowest = 0;

const base = folder("point");
const at = (name) => join(base, name);
execFileSync("chmod", ["711", base]);
mkdirSync(at("archive"));
if (process.getuid() === 0) execFileSync("chown", ["postgres", base, at("archive")]);

/** A folder of the server with its rights, copied with everything in it. */
const duplicate = (from, to) => execFileSync("cp", ["-a", from, to]);

/** One byte of a file becomes another. */
function change(file, where) {
  const handle = openSync(file, "r+");
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, where);
  byte[0] ^= 0x10;
  writeSync(handle, byte, 0, 1, where);
  closeSync(handle);
}

/** A server that recovers from the base backup and an archive up to an instant; not started yet. */
function recovering(name, until, archive = at("archive")) {
  duplicate(at("base"), at(name));
  writeFileSync(join(at(name), "recovery.signal"), "");
  appendFileSync(
    join(at(name), "postgresql.auto.conf"),
    `restore_command = 'cp ${archive}/%f %p'\nrecovery_target_time = '${new Date(until).toISOString().replace("T", " ").replace("Z", "+00")}'\nrecovery_target_action = 'promote'\narchive_mode = off\n`,
  );
  if (process.getuid() === 0) execFileSync("chown", ["-R", "postgres", at(name)]);
  return server(at(name));
}

/** The state of one instant: what is wrong with it. */
async function bring(number, until, history) {
  const started = performance.now();
  const one = recovering(`point-${number}`, until);
  const own = await place({ database: one.url });
  try {
    one.start();
    while (one.ask("SELECT pg_is_in_recovery()") !== "f") await pause(20);
    own.start();
    await own.ready();
    slowest = Math.max(slowest, performance.now() - started);
    await own.stop();
    const verified = await own.command(["verify"]);
    const wrong = verified.code === 0 ? [] : [`motcua verify: ${verified.err.split("\n")[0]}`];
    // What was acknowledged before the instant is there, what was begun after it is not.
    wrong.push(...contradictions(asOf(history, until, until), own.journal()));
    return wrong.map((words) => `${new Date(until).toISOString()}: ${words}`);
  } catch (error) {
    return [`${new Date(until).toISOString()}: ${error.message.slice(0, 600)}`];
  } finally {
    await own.kill().catch(() => {});
    own.remove();
    one.remove();
    rmSync(at(`point-${number}`), { recursive: true, force: true });
  }
}

/** Recovery from a damaged archive must not end as if all were well. */
function damagedArchive(what, until, damage) {
  duplicate(at("archive"), at("damaged"));
  damage(at("damaged"));
  const one = recovering("control", until, at("damaged"));
  try {
    one.start();
    found.push(`recovery with ${what} ended as if all were well`);
  } catch {
    noticed.push(what);
  } finally {
    one.remove();
    for (const name of ["control", "damaged"]) rmSync(at(name), { recursive: true, force: true });
  }
}

const first = server(at("data"), {
  wal_level: "replica",
  archive_mode: "on",
  archive_command: `test ! -f ${at("archive")}/%f && cp %p ${at("archive")}/%f`,
  max_wal_senders: "4",
});
let people = null;
let own = null;
try {
  first.create("--data-checksums");
  own = await place({ database: first.url });
  own.start();
  await own.ready();
  people = await crowd(own, { clients, random });
  await Promise.race([pause(1_000), people.all]);
  const copied = await first.later("pg_basebackup", `--host=${first.socket}`, "--username=motcua", `--pgdata=${at("base")}`, "--checkpoint=fast", "--wal-method=none");
  if (copied.code !== 0) throw new Error(`no base backup: ${copied.err}`);
  const from = Date.now();
  await Promise.race([pause(seconds * 1_000), people.all]);
  const to = Date.now();
  await people.stop();
  await own.stop();
  const last = first.ask("SELECT pg_walfile_name(pg_switch_wal())");
  for (let turn = 0; !existsSync(join(at("archive"), last)); turn += 1) {
    if (turn > 600) throw new Error(`the server never put ${last} into its archive`);
    await pause(50);
  }
  first.stop();
  const targets = Array.from({ length: points }, () => Math.floor(from + (to - from) * (0.1 + 0.8 * random())));
  for (const [number, until] of targets.entries()) found.push(...(await bring(number, until, people.history)));

  const verified = await first.later("pg_verifybackup", "--no-parse-wal", at("base"));
  if (verified.code !== 0) found.push(`the base backup does not prove itself: ${verified.err}`);
  const largest = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile()).sort((one, other) => statSync(other).size - statSync(one).size)[0];
  const late = Math.floor(from + (to - from) * 0.95);
  const segments = () => readdirSync(at("archive")).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort();
  const [, begins] = /file ([0-9A-F]{24})/.exec(readFileSync(at("base/backup_label"), "utf8"));
  const middle = segments().filter((name) => name > begins)[0] ?? begins;
  damagedArchive("a piece of the log missing", late, (archive) => rmSync(join(archive, middle)));
  damagedArchive("a byte of the log changed", late, (archive) => change(join(archive, middle), 1_000_000));
  change(largest(join(at("base"), "base")), 10_000);
  const changed = await first.later("pg_verifybackup", "--no-parse-wal", at("base"));
  if (changed.code === 0) found.push("a changed byte of the base backup was not noticed");
  else noticed.push("a byte of the base backup changed");
} finally {
  await own?.kill().catch(() => {});
  own?.remove();
  first.remove();
  rmSync(base, { recursive: true, force: true });
}

rig.conclude({
  done: `a base backup while ${clients} clients acted (${people.history.length} acts), ${points} instants at random within ${seconds} s brought back from it and the archived log, served within ${(slowest / 1000).toFixed(1)} s (RTO); seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: "every act acknowledged before the instant is there, none that was begun after it; `motcua verify --database` without finding",
  measured: `${noticed.join(", ")}: each noticed`,
});
