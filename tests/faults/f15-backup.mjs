// F15: the store is copied while it serves, put back elsewhere, proved, and served from.
//
//   node tests/faults/f15-backup.mjs [--backups 10] [--clients 8] [--seed 1] [--record]
//
// Passes when each restored store proves itself, holds everything that was acknowledged before its copy was begun and
// nothing that was begun after it was done, and serves; and when a damaged copy is refused and the store in its place
// stays as it was. With --control files that were kept after the copy are left out: then their loss must be found.
// The same on a server: f15-point-in-time.mjs.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crowd } from "./lib/crowd.mjs";
import { asOf, contradictions } from "./lib/history.mjs";
import { flag, folder, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";
import { lostFiles, scanner } from "./lib/scans.mjs";

const backups = Number(option("backups", "10"));
const clients = Number(option("clients", "8"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({ fault: "F15 SQLite", command: "node tests/faults/f15-backup.mjs", control: "copies without the files" });
const { found } = rig;
const copies = folder("copies");
let slowest = 0;
let refused = 0;

/** Copies the store and then its files, as docs/how-to/back-up-and-restore.md says. */
async function copy(own, number) {
  const file = join(copies, `${number}.sqlite`);
  const from = Date.now();
  const done = await own.command(["backup", file]);
  const until = Date.now();
  if (done.code !== 0) throw new Error(`no backup: ${done.err}`);
  const files = join(copies, `files-${number}`);
  if (!control) cpSync(join(own.data, "files"), files, { recursive: true });
  return { number, file, files, from, until };
}

/** Puts a copy into an empty folder, serves from it, and says what is wrong with it. */
async function back({ number, file, files, from, until }, history, kept) {
  const own = await place({ data: folder("restored") });
  try {
    const started = performance.now();
    const restored = await own.command(["restore", file]);
    if (restored.code !== 0) return [`copy ${number} cannot be put back: ${restored.err}`];
    if (existsSync(files)) cpSync(files, join(own.data, "files"), { recursive: true });
    own.start();
    await own.ready();
    slowest = Math.max(slowest, performance.now() - started);
    await own.stop();
    const wrong = [...contradictions(asOf(history, from, until), own.journal()), ...lostFiles(own.data, kept, from)];
    const verified = await own.command(["verify"]);
    if (verified.code !== 0) wrong.push(`motcua verify: ${verified.err.split("\n")[0]}`);
    return wrong.map((words) => `copy ${number}: ${words}`);
  } finally {
    await own.kill().catch(() => {});
    own.remove();
  }
}

/** What can happen to a copy on its way; each must be refused. */
function damages(bytes) {
  const at = bytes.indexOf(Buffer.from('"promise":{"limit"'));
  if (at < 0) throw new Error("the copy holds no promise to damage");
  const flipped = Buffer.from(bytes);
  flipped[at + 12] ^= 0x04;
  const torn = Buffer.from(bytes);
  torn.fill(0, at & ~4095, (at & ~4095) + 4096);
  return { "one bit of a promise": flipped, "a page of zeros": torn, "half a file": bytes.subarray(0, bytes.length / 2), "no database": Buffer.from("xin chào"), "an empty file": Buffer.alloc(0) };
}

/** Damaged copies over a store that is in use elsewhere: each is refused and the store stays. */
async function refuse({ file }) {
  const own = await place({ data: folder("refusing") });
  try {
    const restored = await own.command(["restore", file]);
    if (restored.code !== 0) throw new Error(restored.err);
    const before = own.journal().join("\n");
    for (const [what, bytes] of Object.entries(damages(readFileSync(file)))) {
      const damaged = join(copies, "damaged.sqlite");
      writeFileSync(damaged, bytes);
      const answer = await own.command(["restore", damaged]);
      if (answer.code === 0) found.push(`a copy with ${what} was put back`);
      else refused += 1;
      if (answer.code !== 0 && answer.err.trim().split("\n").length !== 1) found.push(`the refusal of ${what} is not one line: ${answer.err}`);
      if (own.journal().join("\n") !== before) found.push(`the store changed when a copy with ${what} was refused`);
    }
    if ((await own.command(["restore", join(copies, "nowhere.sqlite")])).code === 0) found.push("a copy that does not exist was put back");
  } finally {
    own.remove();
  }
}

const own = await place();
let people = null;
let scans = null;
const made = [];
try {
  mkdirSync(copies, { recursive: true });
  own.start();
  await own.ready();
  people = await crowd(own, { clients, random });
  scans = await scanner(own, { history: people.history, random, largest: 50_000 });
  for (let number = 1; number <= backups; number += 1) {
    await Promise.race([pause(300 + random() * 700), people.all, scans.done]);
    made.push(await copy(own, number));
  }
  await scans.stop();
  await people.stop();
  await own.stop();
  for (const one of made) found.push(...(await back(one, people.history, scans.kept)));
  if (!control) await refuse(made.at(-1));
} finally {
  await own.kill().catch(() => {});
  own.remove();
  rmSync(copies, { recursive: true, force: true });
}

if (control) rig.controlled(found.some((words) => words.includes("is missing")), `${found.length} contradictions, such as ${found[0]}`);
rig.conclude({
  done: `${backups} copies while ${clients} clients acted (${people.history.length} acts, ${scans.kept.length} scans), each put back into an empty place, served within ${(slowest / 1000).toFixed(1)} s (RTO); ${refused} damaged copies; seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: "everything acknowledged before a copy was begun is in it, nothing that was begun after it; damaged copies refused, the store in their place untouched",
});
