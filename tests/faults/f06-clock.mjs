// F06: the clock under the running program jumps, and the machine stands in a zone of its own.
//
//   node tests/faults/f06-clock.mjs [--acts 40] [--clients 4] [--seed 1] [--record]        needs faketime
//
// Passes when nothing is recorded beside the true time, whatever the clock says: under a wrong clock every act is
// refused with the reason in words, reading goes on, `/readyz`, the metrics and the log say so within a minute though nobody
// acts, and with the right time it goes on by itself. A restart confirms a time; a start behind the record waits for it.
// Codes are of the day that was recorded, and each promise is the one that `motcua due` counts for the recorded instant, in
// whatever zone the machine stands. The control is the same jumps with the guard off: the records beside the true time must
// be found.

import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { BELIEVED, clock } from "./lib/clock.mjs";
import { contradictions } from "./lib/history.mjs";
import { PROGRAM, ask, command, dossier, option, pause, place, seeded, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
// What the guard lets pass, and what an answer may take.
const NEAR = { off: 5 * MINUTE, back: 2 * SECOND, answer: 15 * SECOND };
const ALARM_MS = 60 * SECOND;
const REASON = /đồng hồ của máy chủ sai/i;
const acts = Number(option("acts", "40"));
const clients = Number(option("clients", "4"));
const random = seeded(Number(option("seed", "1")));
const begun = Date.now();
const rig = faultOf({ fault: "F06", command: "node tests/faults/f06-clock.mjs" });
const { found } = rig;
const sums = { acts: 0, refused: 0, legs: 0, promises: 0, alarm: 0, read: 0 };

// What is done to the clock; the true time goes on. `wrong`: the guard must hold.
const JUMPS = [
  { leg: "as it is", by: 0 },
  { leg: "an hour forth under load", by: HOUR, wrong: true, load: true },
  { leg: "right again under load", by: -HOUR, load: true },
  { leg: "an hour back under load", by: -HOUR, wrong: true, load: true },
  { leg: "right again", by: HOUR },
  { leg: "six minutes forth", by: 6 * MINUTE, wrong: true },
  { leg: "right again after six minutes", by: -6 * MINUTE },
  { leg: "a day forth", by: DAY, wrong: true },
  { leg: "right again after a day", by: -DAY },
  { leg: "a day back", by: -DAY, wrong: true },
  { leg: "right again after the day before", by: DAY },
  { leg: "a second forth", by: SECOND },
  { leg: "a second back", by: -SECOND },
];
const RUNS = [
  { name: "jumps", start: "2026-06-01T09:00:00+07:00", legs: JUMPS },
  {
    name: "a start behind the record, and a restart that confirms",
    start: "2026-06-02T09:00:00+07:00",
    legs: [
      { leg: "as it is", by: 0 },
      { leg: "started an hour back", by: -HOUR, wrong: true, restart: true },
      // What was read in the leg before waits for the clock, and outlives the program.
      { leg: "started again, still an hour back", by: 0, wrong: true, restart: true },
      { leg: "right again without a restart", by: HOUR },
      { leg: "an hour forth, confirmed", by: HOUR, restart: true, confirmed: true },
    ],
  },
  { name: "the night of the 29th of February", start: "2028-02-29T23:59:58+07:00", legs: [{ leg: "midnight", by: 0 }] },
  { name: "the end of the year", start: "2028-12-31T23:59:58+07:00", legs: [{ leg: "midnight", by: 0 }] },
  // The clocks of Berlin go forth at 01:00 UTC on the one day and back on the other.
  { name: "Berlin in spring", env: { TZ: "Europe/Berlin" }, start: "2026-03-29T00:59:58Z", legs: [{ leg: "over two o'clock", by: 0 }, { leg: "after three", by: SECOND }] },
  { name: "Berlin in autumn", env: { TZ: "Europe/Berlin" }, start: "2026-10-25T00:59:58Z", legs: [{ leg: "over three o'clock", by: 0 }, { leg: "the same hour again", by: SECOND }] },
  { name: "a zone that does not exist", env: { TZ: "Nonsense/Nowhere" }, start: "2026-06-01T23:59:57+07:00", legs: [{ leg: "midnight", by: 0 }] },
  { name: "a zone far behind", env: { TZ: "America/Sao_Paulo" }, start: "2026-06-01T23:59:57+07:00", legs: [{ leg: "midnight", by: 0 }] },
];

/** How often instants go back in this order. */
const backwards = (instants) => instants.filter((instant, index) => index > 0 && instant < instants[index - 1]).length;

/** Files `acts` dossiers by some clients at once; what each was told, and when. `halfway` turns the clock under load. */
async function file(own, truth, { leg, wrong = false }, before, history, looks, halfway) {
  // A token of another day is none any more; signing in goes on under a wrong clock.
  const token = await tokenOf(own, "tiepnhan");
  const surprises = [];
  let [asked, turned] = [0, !halfway];
  async function client() {
    while (asked < acts) {
      asked += 1;
      if (asked > acts / 3 && !turned) {
        turned = true;
        halfway();
      }
      const [then, entry] = [turned, { key: randomUUID(), kind: "file", leg, from: truth() }];
      history.push(entry);
      const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: entry.key, body: dossier(`Người ${history.length}`) });
      Object.assign(entry, { status: answer.status, answer: answer.text, until: truth() });
      const held = answer.status === 503 && answer.text.includes('"clock"') && REASON.test(answer.text);
      if (held) sums.refused += 1;
      if (answer.status !== 201 && !held) found.push(`${leg}: filing was answered with ${answer.status}: ${answer.text.slice(0, 200)}`);
      // What was on its way when the clock was turned may be answered either way.
      else if (then === turned && held !== (then ? wrong : before)) surprises.push(`${leg}: an act was ${held ? "refused" : "taken"}`);
      await pause(random() * 40);
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
  const done = history.find((entry) => entry.status === 201);
  if (wrong && done) {
    const one = await ask(own, null, "GET", `/api/v1/dossiers/${JSON.parse(done.answer).id}`, { token });
    const list = await ask(own, null, "GET", "/api/v1/worklist", { token });
    const page = await ask(own, null, "GET", "/", { more: { accept: "text/html" } });
    for (const [what, answer] of [["a dossier", one], ["the list", list], ["a page", page]]) {
      if (answer.status !== 200) found.push(`${leg}: reading ${what} was answered with ${answer.status}`);
      sums.read += 1;
      if (what === "a dossier" && answer.status === 200) looks.push(leg);
    }
  }
  return surprises;
}

/** Where the log last says something; what it says last is what holds. */
const said = (own, words = "the clock is wrong") => own.said.join("").lastIndexOf(words);

/** Waits until everything that should says that the clock is wrong, though nobody acts; milliseconds. */
async function alarmed(own, leg) {
  const since = Date.now();
  for (;;) {
    const ready = await ask(own, null, "GET", "/readyz");
    const metrics = await ask(own, null, "GET", "/metrics");
    const told = [
      ready.status === 503 && /clock/.test(ready.text),
      /^motcua_clock_on_hold 1$/m.test(metrics.text),
      said(own) > said(own, "the clock is right again"),
    ];
    const took = Date.now() - since;
    if (told.every(Boolean)) return took;
    if (took > ALARM_MS) {
      found.push(`${leg}: no alarm within a minute (readyz, metrics, log: ${told.join(", ")})`);
      return took;
    }
    await pause(200);
  }
}

/** Waits until the program has opened its store, ready or on hold. */
async function opened(own) {
  for (;;) {
    const answer = await ask(own, null, "GET", "/readyz").catch(() => null);
    if (answer && (answer.status === 200 || /clock/.test(answer.text))) return;
    if (own.child.exitCode !== null) throw new Error(`the program ended\n${own.log()}`);
    await pause(20);
  }
}

/** Waits until the schedule has journaled what was read under a wrong clock; what it has not by then is found missing. */
async function settled(own) {
  const waiting = () => statSync(join(own.data, "looks"), { throwIfNoEntry: false })?.size > 0;
  for (const until = performance.now() + 10_000; waiting() && performance.now() < until; ) await pause(50);
}

/** The promised instant that the command line counts, in microseconds, in a process without a clock of the rig. */
async function due(instantUs, limit) {
  const received = new Date(Math.floor(instantUs / 1000)).toISOString();
  const answer = await command(PROGRAM, ["due", "--received", received, "--limit", limit, "--json"], { TZ: "UTC" });
  if (answer.code !== 0) throw new Error(answer.err);
  return new Date(JSON.parse(answer.out).due).getTime() * 1000;
}

/** The records of a run against the law of time; every contradiction in words. */
async function check(name, history, looks, lines, [first, last]) {
  const wrong = [];
  const records = lines.map((line) => JSON.parse(line)).filter((one) => one.type === "record");
  const instants = records.sort((one, other) => one.position - other.position).map((one) => one.recorded_at_us / 1000);
  if (backwards(instants) > 0) wrong.push(`${name}: the instants of the journal go back ${backwards(instants)} times`);
  const beside = instants.filter((at) => at < first - NEAR.off || at > last + NEAR.off);
  if (beside.length > 0) wrong.push(`${name}: ${beside.length} records lie outside of the time in which it ran`);
  wrong.push(...contradictions(history, lines).map((words) => `${name}: ${words}`));
  // What was read under a wrong clock is journaled when it is right.
  const looked = records.filter((one) => one.kind === "dossier-read").length;
  if (looked !== looks.length) wrong.push(`${name}: ${looks.length} dossiers were read, ${looked} looks are journaled`);
  const told = new Map(history.filter((entry) => entry.status === 201).map((entry) => [JSON.parse(entry.answer).code, entry]));
  const counted = new Set();
  for (const record of records.filter((one) => one.kind === "accepted")) {
    const { code, promise } = JSON.parse(record.payload);
    const entry = told.get(code);
    if (!entry) continue;
    const at = record.recorded_at_us / 1000;
    const day = new Date(at + 7 * HOUR).toISOString().slice(2, 10).replaceAll("-", "");
    if (!code.includes(`-${day}-`)) wrong.push(`${name}: ${code} was recorded on ${day}`);
    if (promise.counted_from !== record.recorded_at_us) wrong.push(`${name}: ${code} is not counted from its instant`);
    // A clock that is set right within the limits is held at the newest record for as long.
    const off = Math.max(entry.from - at, at - entry.until, 0);
    if (off > NEAR.off + NEAR.back) wrong.push(`${name}, ${entry.leg}: ${code} was recorded ${Math.round(off / SECOND)} s beside the true time`);
    // The first acts of each leg are counted again; the others differ in nothing.
    const key = `${entry.leg} ${day}`;
    if (counted.has(key)) continue;
    counted.add(key);
    sums.promises += 1;
    const expected = await due(record.recorded_at_us, promise.limit);
    if (expected !== promise.due) wrong.push(`${name}, ${entry.leg}: ${code} is promised for ${promise.due}, motcua due says ${expected}`);
  }
  return wrong;
}

/** One run from its first start to its exported journal; what contradicts the law of time. */
async function perform(run, guarded) {
  const time = clock(run.start);
  // The true time: the clock of the rig without its jumps, but for those that a restart has confirmed.
  let ahead = new Date(run.start).getTime() - Date.now();
  const truth = () => Date.now() + ahead;
  const own = await place({ env: { ...time.env, ...run.env, ...(guarded ? {} : BELIEVED) } });
  const [history, looks] = [[], []];
  const first = truth();
  let before = false;
  try {
    own.start();
    await own.ready();
    for (const step of run.legs) {
      const { leg, by, wrong = false, load = false, restart = false, confirmed = false } = step;
      sums.legs += 1;
      if (restart) await own.stop();
      if (restart) own.said.length = 0;
      if (confirmed) ahead += by;
      if (!load) time.turn(by);
      if (restart) {
        own.start();
        await opened(own);
      }
      if (guarded && wrong && !load) sums.alarm = Math.max(sums.alarm, await alarmed(own, leg));
      const surprises = await file(own, truth, step, before, history, looks, load ? () => time.turn(by) : null);
      if (guarded) found.push(...surprises.slice(0, 3));
      if (guarded && wrong && load) sums.alarm = Math.max(sums.alarm, await alarmed(own, leg));
      before = wrong;
      const ready = await ask(own, null, "GET", "/readyz");
      if (own.child.exitCode !== null) found.push(`${run.name}, ${leg}: the program ended`);
      if (guarded && ready.status !== (wrong ? 503 : 200)) found.push(`${run.name}, ${leg}: /readyz says ${ready.status}: ${ready.text}`);
    }
    await settled(own);
    await own.stop();
    own.run(["verify"]);
    sums.acts += history.filter((entry) => entry.status === 201).length;
    return await check(run.name, history, looks, own.journal(), [first, truth()]);
  } finally {
    await own.kill().catch(() => {});
    own.remove();
    time.remove();
  }
}

for (const run of RUNS) found.push(...(await perform(run, true)));
if (sums.refused === 0) found.push("nothing was refused, so nothing was tried");
// Without the guard the same jumps must be found out by the same check.
const refused = sums.refused;
const control = await perform(RUNS[0], false);
const beside = control.filter((words) => /beside the true time|outside of the time/.test(words)).length;
if (beside === 0) found.push("control: with the guard off nothing was recorded beside the true time");
if (sums.refused !== refused) found.push("control: acts were refused though the guard was off");
rig.conclude({
  done: `${sums.legs} legs: ±1 hour under load, ±6 minutes, ±1 day, ±1 second, started behind the record, 29 February, 31 December, Berlin at both changes, two wrong zones; ${sums.acts} acts, ${clients} clients, ${sums.promises} promises counted again, seed ${option("seed", "1")}, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: `no record beside the true time; ${refused} acts under a wrong clock refused with the reason, ${sums.read} readings meanwhile answered; /readyz, metrics and log said so within ${(sums.alarm / 1000).toFixed(1)} s though nobody acted; went on by itself with the right time; a start behind the record waited for it; promises as \`motcua due\` counts`,
  measured: `the guard off: ${beside} findings of records beside the true time`,
});
