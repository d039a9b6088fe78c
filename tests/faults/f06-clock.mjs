// F06: the clock under the running program jumps, and the machine stands in a zone of its own.
//
//   node tests/faults/f06-clock.mjs [--acts 40] [--clients 4] [--seed 1] [--record]        needs faketime
//
// Passes when the program goes on at every jump, the instants of the journal never go back, codes are of the day that
// was recorded, and each promise is the one that `motcua due` counts for the recorded instant, in whatever zone the
// machine stands. The control is the clock itself: the instants that it showed at the same acts must go back.

import { randomUUID } from "node:crypto";
import { clock } from "./lib/clock.mjs";
import { contradictions } from "./lib/history.mjs";
import { PROGRAM, ask, command, dossier, option, pause, place, seeded, tokenOf } from "./lib/program.mjs";
import { conclude } from "./lib/record.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NEAR_MS = 10_000;
const acts = Number(option("acts", "40"));
const clients = Number(option("clients", "4"));
const seed = Number(option("seed", "1"));
const random = seeded(seed);
const begun = Date.now();
const found = [];
const sums = { acts: 0, jumps: 0, promises: 0, held: 0, control: 0 };
let alarmed = false;

// Each leg: what is done to the clock, then acts. The office is seven hours ahead of UTC.
const JUMPS = [
  ["as it is", (own) => own.turn(0)],
  ["an hour forth", (own) => own.turn(HOUR)],
  ["an hour back", (own) => own.turn(-HOUR)],
  ["a day forth", (own) => own.turn(DAY)],
  ["a day back", (own) => own.turn(-DAY)],
  ["the 29th of February", (own) => own.set("2028-02-29T16:59:58.500+07:00")],
  ["an hour back from there", (own) => own.turn(-HOUR)],
  ["the end of the 31st of December", (own) => own.set("2028-12-31T23:59:59+07:00")],
  ["a day back over the year", (own) => own.turn(-DAY)],
];
const RUNS = [
  { name: "jumps", env: {}, start: "2026-06-01T09:00:00+07:00", legs: JUMPS, held: true },
  // Accounts were made while the clock ran ahead.
  { name: "set right after the first start", env: {}, start: "2026-06-02T09:00:00+07:00", legs: [["a day back", (own) => own.turn(-DAY)]], held: true },
  // The clocks of Berlin go forth at 01:00 UTC on the one day and back on the other.
  { name: "Berlin in spring", env: { TZ: "Europe/Berlin" }, start: "2026-03-29T00:59:58Z", legs: [["before two o'clock", () => {}], ["after three", (own) => own.turn(2_000)]] },
  { name: "Berlin in autumn", env: { TZ: "Europe/Berlin" }, start: "2026-10-25T00:59:58Z", legs: [["before three o'clock", () => {}], ["the same hour again", (own) => own.turn(2_000)]] },
  { name: "a zone that does not exist", env: { TZ: "Nonsense/Nowhere" }, start: "2026-06-01T23:59:59+07:00", legs: [["midnight", () => {}]] },
  { name: "a zone far behind", env: { TZ: "America/Sao_Paulo" }, start: "2026-06-01T23:59:59+07:00", legs: [["midnight", () => {}]] },
];

/** How often instants go back in this order. */
const backwards = (instants) => instants.filter((instant, index) => index > 0 && instant < instants[index - 1]).length;

/** Files `acts` dossiers by some clients at once; what each was told, and what the clock showed. */
async function file(own, time, leg, history) {
  // A token of another day is none any more.
  const token = await tokenOf(own, "tiepnhan");
  const answers = [];
  async function client() {
    while (answers.length < acts) {
      const entry = { key: randomUUID(), kind: "file", leg, clock: time.now() };
      answers.push(entry);
      history.push(entry);
      const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: entry.key, body: dossier(`Người ${history.length}`) });
      Object.assign(entry, { status: answer.status, answer: answer.text });
      if (answer.status !== 201) found.push(`${leg}: filing was answered with ${answer.status}: ${answer.text.slice(0, 200)}`);
      await pause(random() * 40);
    }
  }
  await Promise.all(Array.from({ length: clients }, client));
}

/** The promised instant that the command line counts, in microseconds, in a process without a clock of the rig. */
async function due(instantUs, limit) {
  const received = new Date(Math.floor(instantUs / 1000)).toISOString();
  const answer = await command(PROGRAM, ["due", "--received", received, "--limit", limit, "--json"], { TZ: "UTC" });
  if (answer.code !== 0) throw new Error(answer.err);
  return new Date(JSON.parse(answer.out).due).getTime() * 1000;
}

/** The records of a run against the law of time. */
async function check({ name, held = false }, history, lines) {
  const records = lines.map((line) => JSON.parse(line)).filter((one) => one.type === "record");
  const instants = records.sort((one, other) => one.position - other.position).map((one) => one.recorded_at_us);
  if (backwards(instants) > 0) found.push(`${name}: the instants of the journal go back ${backwards(instants)} times`);
  found.push(...contradictions(history, lines).map((words) => `${name}: ${words}`));
  const told = new Map(history.filter((entry) => entry.status === 201).map((entry) => [JSON.parse(entry.answer).code, entry]));
  const counted = new Set();
  const accepted = records.filter((one) => one.kind === "accepted");
  for (const record of accepted) {
    const { code, promise } = JSON.parse(record.payload);
    const entry = told.get(code);
    const day = new Date(record.recorded_at_us / 1000 + 7 * HOUR).toISOString().slice(2, 10).replaceAll("-", "");
    if (!code.includes(`-${day}-`)) found.push(`${name}: ${code} was recorded on ${day}`);
    if (promise.counted_from !== record.recorded_at_us) found.push(`${name}: ${code} is not counted from its instant`);
    const behind = record.recorded_at_us / 1000 - entry.clock;
    sums.held = Math.max(sums.held, behind);
    // A clock that does not go back is followed.
    if (behind < -1 || (!held && behind > NEAR_MS)) found.push(`${name}: ${code} was recorded ${Math.round(behind)} ms beside the clock`);
    // The first acts of each leg are counted again; the others differ in nothing.
    const key = `${entry.leg} ${day}`;
    if (counted.has(key)) continue;
    counted.add(key);
    sums.promises += 1;
    const expected = await due(record.recorded_at_us, promise.limit);
    if (expected !== promise.due) found.push(`${name}, ${entry.leg}: ${code} is promised for ${promise.due}, motcua due says ${expected}`);
  }
  // What the clock showed, in the order in which the acts were recorded: without a guard this would stand there.
  sums.control += backwards(accepted.map((record) => Math.floor((told.get(JSON.parse(record.payload).code).clock) / 60_000)));
}

for (const run of RUNS) {
  // Accounts are made at the first start.
  const time = clock(new Date(run.start).getTime() - 10 * 60_000);
  const own = await place({ env: { ...time.env, ...run.env } });
  const history = [];
  try {
    own.start();
    await own.ready();
    time.set(run.start);
    for (const [leg, move] of run.legs) {
      move(time);
      sums.jumps += 1;
      await file(own, time, leg, history);
      const ready = await ask(own, null, "GET", "/readyz");
      if (ready.status !== 200 || own.child.exitCode !== null) found.push(`${run.name}, ${leg}: not ready any more (${ready.status})`);
    }
    alarmed ||= /clock|đồng hồ/i.test(own.log());
    await own.stop();
    own.run(["verify"]);
    await check(run, history, own.journal());
    sums.acts += history.length;
  } finally {
    await own.kill().catch(() => {});
    own.remove();
    time.remove();
  }
}
if (sums.control === 0) found.push("control: the clock never went back, so nothing was tried");
conclude({
  fault: "F06",
  command: "node tests/faults/f06-clock.mjs",
  done: `${sums.jumps} legs: ±1 hour, ±1 day, 29 February, 31 December, Berlin at both changes, a wrong zone; ${sums.acts} acts, ${clients} clients, ${sums.promises} promises counted again, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`,
  found,
  good: `the program went on, instants never went back (held for up to ${Math.round(sums.held / HOUR)} h after the clock was set back), promises as \`motcua due\` counts; ${alarmed ? "the log says that the clock is wrong" : "nobody is told that the clock is wrong: a jump forth is believed until the clock comes after it"}`,
  control: `the clock's own instants at the same acts go back ${sums.control} times: found`,
});
