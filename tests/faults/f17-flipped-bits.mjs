// F17: single bits of what is kept turn over, as on a disk that ages: in the database, in scans, in a backup, in an
// exported journal.
//
//   node tests/faults/f17-flipped-bits.mjs [--flips 300] [--dossiers 60] [--seed 1] [--record]        needs python3
//
// Passes when every flip is noticed by `motcua verify`, `motcua restore` or the verifier in the other language, and no
// changed scan is handed out. A flip that changes nothing that is read (free room, padding) is harmless: it is told from
// the others by reading all rows, and asking the database for its indexes, before and after, without the program. Rows
// that the journal neither holds nor commits to are counted apart: nothing proves them in place. Each part begins with
// its control: the same copy without a flip must be accepted.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browser } from "./lib/browser.mjs";
import { crowd } from "./lib/crowd.mjs";
import { PROGRAM, command, folder, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";
import { fileOf, scanner } from "./lib/scans.mjs";

const flips = Number(option("flips", "300"));
const seed = Number(option("seed", "1"));
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({ fault: "F17", command: "node tests/faults/f17-flipped-bits.mjs" });
const { found } = rig;
const counts = {};
// Rows that live for a while and are no part of the record: answers to repeated requests, sign-ins, messages on their way.
const UNPROVED = new Set(["idempotency", "account", "session", "api_token", "throttle", "outbox", "meta"]);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const work = folder("bits");
const at = (name) => join(work, name);

const rows = (file) => JSON.parse(execFileSync("python3", [here("lib/rows.py"), file], { encoding: "utf8" }));

/** The bytes with one bit at random turned over, and where. */
function flipped(bytes) {
  const copy = Buffer.from(bytes);
  const byte = Math.floor(random() * bytes.length);
  const bit = Math.floor(random() * 8);
  copy[byte] ^= 1 << bit;
  return { copy, where: `byte ${byte}, bit ${bit}` };
}

/**
 * Tries flips on one kind of thing: `accepts(bytes)` says whether what is written is taken for whole, `changed(bytes)`
 * what differs in what is read from it, empty when nothing does. With `unproved` there may be rows that nothing proves.
 */
async function part(name, times, bytes, accepts, changed, unproved = false) {
  if (!(await accepts(bytes))) throw new Error(`${name}: not accepted as it is`);
  const count = { tried: times, noticed: 0, harmless: 0, unproved: 0, missed: 0 };
  for (let turn = 0; turn < times; turn += 1) {
    const { copy, where } = flipped(bytes);
    if (!(await accepts(copy))) {
      count.noticed += 1;
      continue;
    }
    const differs = await changed(copy);
    if (differs.length === 0) count.harmless += 1;
    else if (unproved && differs.every((table) => UNPROVED.has(table))) count.unproved += 1;
    else {
      count.missed += 1;
      found.push(`${name}, ${where}: not noticed, though it differs in ${differs.join(", ")}`);
    }
  }
  counts[name] = count;
}

/** What differs between the rows of a whole database and those of another. */
function differences(whole, file) {
  const now = rows(file);
  if (now.unreadable) return [`unreadable: ${now.unreadable}`];
  const tables = Object.keys(whole).filter((table) => table !== "integrity" && whole[table] !== now[table]);
  return now.integrity === "ok" ? tables : [...tables, `an index or a page (${now.integrity.slice(0, 120)})`];
}

async function database(data, times) {
  const file = join(data, "store.sqlite");
  const whole = rows(file);
  const copy = at("copy");
  mkdirSync(copy);
  copyFileSync(join(data, "seal.key"), join(copy, "seal.key"));
  symlinkSync(join(data, "files"), join(copy, "files"));
  const place = (bytes) => {
    for (const left of ["store.sqlite-wal", "store.sqlite-shm"]) rmSync(join(copy, left), { force: true });
    writeFileSync(join(copy, "store.sqlite"), bytes);
    return join(copy, "store.sqlite");
  };
  const accepts = async (bytes) => {
    place(bytes);
    return (await command(PROGRAM, ["verify", "--data", copy])).code === 0;
  };
  await part("database", times, readFileSync(file), accepts, (bytes) => differences(whole, place(bytes)), true);
}

async function backup(data, times) {
  const file = at("backup.sqlite");
  const made = await command(PROGRAM, ["backup", file, "--data", data]);
  if (made.code !== 0) throw new Error(made.err);
  const bytes = readFileSync(file);
  const whole = rows(file);
  const accepts = async (changed) => {
    const into = at("restored");
    rmSync(into, { recursive: true, force: true });
    writeFileSync(file, changed);
    return (await command(PROGRAM, ["restore", file, "--data", into])).code === 0;
  };
  await part("backup", times, bytes, accepts, () => differences(whole, file));
}

async function journal(own, times) {
  const file = at("journal.ndjson");
  own.run(["export", file]);
  const bytes = readFileSync(file);
  const meaning = (text) => JSON.stringify(text.toString().trimEnd().split("\n").map((line) => JSON.parse(line)));
  const whole = meaning(bytes);
  const accepts = async (changed) => {
    writeFileSync(file, changed);
    return (await command("python3", [here("../../tools/verify_journal.py"), file])).code === 0;
  };
  await part("exported journal", times, bytes, accepts, (changed) => {
    try {
      return meaning(changed) === whole ? [] : ["what the lines say"];
    } catch {
      return ["lines that cannot be read"];
    }
  });
}

/** Each scan with one bit turned over: not handed out, and named by `motcua verify`. */
async function scans(own, kept, named, times) {
  const count = { tried: 0, noticed: 0, harmless: 0, unproved: 0, missed: 0 };
  own.start();
  await own.ready();
  const read = await browser(own, "tiepnhan");
  for (const { sha256 } of kept.slice(0, times)) {
    const file = fileOf(own.data, sha256);
    const bytes = readFileSync(file);
    const path = `/ho-so/${named.get(sha256)}/tep/${sha256}`;
    const whole = await read(path);
    if (whole.status !== 200 || !whole.bytes.equals(bytes)) throw new Error(`${path} is not handed out as it is: ${whole.status}`);
    const { copy, where } = flipped(bytes);
    writeFileSync(file, copy);
    const handed = await read(path);
    const verified = await own.command(["verify"]);
    writeFileSync(file, bytes);
    count.tried += 1;
    if (handed.status === 200) found.push(`scan, ${where}: handed out though it is not what was sent`);
    if (verified.code === 0 || !verified.err.includes(sha256)) found.push(`scan, ${where}: motcua verify does not name it`);
    if (handed.status !== 200 && verified.code !== 0) count.noticed += 1;
    else count.missed += 1;
  }
  await own.stop();
  counts.scans = count;
}

const own = await place();
try {
  own.run(["simulate", "--dossiers", option("dossiers", "60"), "--seed", String(seed)]);
  own.start();
  await own.ready();
  const people = await crowd(own, { clients: 4, random });
  const sent = await scanner(own, { history: people.history, random, largest: 20_000 });
  for (let turn = 0; turn < 600 && (people.history.length < 60 || sent.kept.length < 12); turn += 1) await Promise.race([pause(50), people.all, sent.done]);
  await sent.stop();
  await people.stop();
  await own.stop();
  const attached = people.history.filter((entry) => entry.kind === "attach");
  const named = new Map(sent.kept.map((file, index) => [file.sha256, JSON.parse(attached[index].answer).id]));
  await scans(own, sent.kept, named, Math.max(2, Math.floor(flips / 20)));
  await database(own.data, flips);
  await backup(own.data, Math.floor(flips / 4));
  await journal(own, Math.floor(flips / 3));
} finally {
  await own.kill().catch(() => {});
  own.remove();
  rmSync(work, { recursive: true, force: true });
}

const told = Object.entries(counts).map(([name, count]) => `${name}: ${count.tried} flips, ${count.noticed} noticed, ${count.harmless} harmless${count.unproved ? `, ${count.unproved} in rows that nothing proves` : ""}${count.missed ? `, ${count.missed} MISSED` : ""}`);
rig.conclude({
  done: `${told.join("; ")}; seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: `each flip that changes anything of the record, what is derived from it or how it is found was noticed, in a backup any flip; no changed scan was handed out; not noticed in place: ${counts.database.unproved} in ${[...UNPROVED].join(", ")}`,
  measured: "the same copies without a flip: accepted, and scans handed out",
});
