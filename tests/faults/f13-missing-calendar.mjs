// F13: the days off of the next year are not published when a promise reaches into it; then they are.
//
//   node tests/faults/f13-missing-calendar.mjs [--dossiers 20] [--seed 1] [--record]   needs faketime, pdftotext
//
// The program serves a copy of the demonstration province without any row of 2027, at the end of December 2026. Passes
// when every promise that touches 2027 is provisional and its receipt says so, none that does not; and when, after the
// year was published into the running program, each is counted again once, by an event that keeps the old day in the
// journal and with a notice to the applicant, to the day that this script counts by itself, never an earlier one. With
// --control the year is there from the start: then the checker must find that nothing was provisional.

import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BELIEVED, clock } from "./lib/clock.mjs";
import { ask, flag, folder, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const DAY = 86_400_000;
const UNTIL_COUNTED_MS = 60_000;
const dossiers = Number(option("dossiers", "20"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({ fault: "F13", command: "node tests/faults/f13-missing-calendar.mjs", control: "a province that has the year" });
const { found } = rig;

// Limits in working days: within the year, just over it, and over Tết.
const PROCEDURES = [
  { code: "2.000025", limit: 10, papers: 2, kind: "person" },
  { code: "1.012507", limit: 15, papers: 1, kind: "person" },
  { code: "1.012644", limit: 30, papers: 4, kind: "organisation" },
  { code: "1.008891", limit: 6, papers: 4, kind: "person" },
];
// All within office hours; the office is seven hours ahead of UTC.
const DAYS = ["2026-12-16", "2026-12-22", "2026-12-24", "2026-12-28", "2026-12-29", "2026-12-31"].slice(-dossiers);

const province = folder("province");
cpSync(fileURLToPath(new URL("../../province/lamdong", import.meta.url)), province, { recursive: true });
const whole = readFileSync(join(province, "calendar.yaml"), "utf8");
const without = whole.split("\n").filter((line) => !/date: 2027-|year: 2027|worked: 2027-|"off": 2027-/.test(line)).join("\n");
// What the government announces: the days that are known by law, and a day off swapped against a Saturday.
const announced = whole
  .replace("version: 1\n", "version: 2\n")
  .replace(/(\n {2}- \{ date: 2027-01-01.*)/, '$1\n  - { date: 2027-01-04, kind: swapped_off, name: "Nghỉ hoán đổi, làm bù 16/01/2027" }')
  .replace(/(swaps:\n)/, '$1  - { "off": 2027-01-04, worked: 2027-01-16, reason: "Hoán đổi dịp Tết Dương lịch 2027" }\n')
  .replace(/- \{ year: 2027, status: computed, decision: "[^"]*" \}/, '- { year: 2027, status: published, decision: "Thông báo thử" }');
if (!control) writeFileSync(join(province, "calendar.yaml"), without);
else writeFileSync(join(province, "calendar.yaml"), announced);
const publication = join(province, "announced.yaml");
writeFileSync(publication, announced);

/** The promised day by the law alone: so many working days after the day of receipt, by the announced calendar. */
function promised(received, limit) {
  const off = new Set([...announced.matchAll(/date: (\d{4}-\d\d-\d\d)/g)].map(([, day]) => day));
  const worked = new Set([...announced.matchAll(/worked: (\d{4}-\d\d-\d\d)/g)].map(([, day]) => day));
  let at = Date.parse(`${received}T00:00:00Z`);
  for (let left = limit; left > 0; ) {
    at += DAY;
    const day = new Date(at).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    if (worked.has(day) || (!weekend && !off.has(day))) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

const time = clock(`${DAYS[0]}T08:00:00+07:00`);
const own = await place({ env: { ...time.env, ...BELIEVED }, more: ["--province", province] });
const filed = [];

/** A token of somebody for the day that it is. */
const token = (who) => own.run(["token", "grant", who]).trim().split("\n").at(-1);

async function file(procedure, day, holder) {
  const body = {
    procedure: procedure.code,
    channel: "counter",
    applicant: { kind: procedure.kind, name: "Lơ Mu Ha Krông", id_number: "068190000123", phone: "0912345678", email: "krong@example.vn", address: "Đà Lạt" },
    papers: ["p1", "p2", "p3", "p4"].slice(0, procedure.papers).map((code) => ({ code, originals: 2, copies: 1 })),
    return_by: "counter",
  };
  const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token: holder, key: randomUUID(), body });
  if (answer.status !== 201) throw new Error(`${procedure.code} was answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
  const said = JSON.parse(answer.text);
  const receipt = await ask(own, null, "GET", said.links.receipt, { token: holder });
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: receipt.bytes, encoding: "utf8" });
  filed.push({ ...said, day, limit: procedure.limit, receipt: text });
}

/** What was told at the counter. */
function told(entry) {
  const touches = entry.due.slice(0, 4) === "2027";
  const words = `${entry.code} (${entry.day}, ${entry.limit} days, ${entry.due})`;
  if (entry.provisional !== touches) found.push(`${words}: provisional is ${entry.provisional}`);
  if (entry.receipt.includes("tạm tính") !== touches) found.push(`${words}: the receipt ${touches ? "does not say" : "says"} that the day is provisional`);
}

/** What the journal has of a dossier after the year was published. */
function counted(entry, records) {
  const words = `${entry.code} (${entry.day}, ${entry.limit} days)`;
  const promise = (record) => JSON.parse(record.payload).promise;
  const office = (us) => new Date(us / 1000 + 7 * 3_600_000).toISOString().slice(0, 10);
  const [accepted] = records.filter((record) => record.kind === "accepted");
  const again = records.filter((record) => record.kind === "promise-recounted");
  const expected = promised(entry.day, entry.limit);
  const last = promise(again.at(-1) ?? accepted);
  if (office(last.due) !== expected) found.push(`${words}: promised for ${office(last.due)}, the law says ${expected}`);
  if (last.provisional) found.push(`${words}: still provisional`);
  if (!entry.provisional) {
    if (again.length > 0) found.push(`${words}: a certain promise was counted again`);
    return false;
  }
  if (again.length !== 1) {
    found.push(`${words}: counted again ${again.length} times`);
    return false;
  }
  if (!promise(accepted).provisional || promise(accepted).calendar.version !== 1 || last.calendar.version !== 2) found.push(`${words}: the journal does not show both versions`);
  if (!again[0].actor.startsWith("system:")) found.push(`${words}: counted again by ${again[0].actor}`);
  const queued = records.filter((record) => record.kind === "notice-queued" && JSON.parse(record.payload).kind === "promise-changed");
  if (queued.length < 1) found.push(`${words}: the applicant is not told`);
  return office(promise(accepted).due) !== office(last.due);
}

let moved = 0;
let after = null;
try {
  own.start();
  await own.ready();
  for (const [index, day] of DAYS.entries()) {
    time.set(`${day}T${index % 2 === 0 ? "09:12" : "15:40"}:00+07:00`);
    const holder = token("tiepnhan");
    const share = Math.ceil((dossiers - filed.length) / (DAYS.length - index));
    for (let turn = 0; turn < share; turn += 1) await file(PROCEDURES[Math.floor(random() * PROCEDURES.length)], day, holder);
  }
  if (!control) {
    own.run(["import", "calendar", publication, "--dry-run"]);
    own.run(["import", "calendar", publication]);
    const holder = token("tiepnhan");
    const open = async () => {
      for (const entry of filed.filter((one) => one.provisional)) {
        const answer = await ask(own, null, "GET", entry.links.self, { token: holder });
        if (JSON.parse(answer.text).provisional) return true;
      }
      return false;
    };
    for (const until = performance.now() + UNTIL_COUNTED_MS; (await open()) && performance.now() < until; ) await pause(250);
    after = filed.length;
    await file(PROCEDURES[0], DAYS.at(-1), holder);
  }
  await own.stop();
  // Another start counts nothing twice.
  own.start();
  await own.ready();
  await pause(1_500);
  await own.stop();
  own.run(["verify"]);
  const records = new Map();
  for (const line of own.journal()) {
    const record = JSON.parse(line);
    if (record.type === "record") records.set(record.stream, [...(records.get(record.stream) ?? []), record]);
  }
  for (const [index, entry] of filed.entries()) {
    if (index !== after) told(entry);
    else if (entry.provisional) found.push(`${entry.code} was accepted after the year was published and is provisional`);
    if (counted(entry, records.get(`dossier/${entry.id}`))) moved += 1;
  }
} finally {
  await own.kill().catch(() => {});
  own.remove();
  time.remove();
  rmSync(province, { recursive: true, force: true });
}

const provisional = filed.filter((entry) => entry.provisional).length;
if (!control && (provisional === 0 || moved === 0)) found.push(`${provisional} provisional promises, ${moved} moved: nothing was tried`);
if (control) rig.controlled(found.some((words) => words.includes("provisional is false")), found[0]);
rig.conclude({
  done: `${filed.length} dossiers accepted from ${DAYS[0]} to ${DAYS.at(-1)} without any row of 2027, ${provisional} promises over the year's end; then the year published while serving: ${moved} moved, the others confirmed; seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: "provisional and said so on the receipt, counted again once to the day of the law, both versions in the journal, the applicant told; certain promises untouched",
});
