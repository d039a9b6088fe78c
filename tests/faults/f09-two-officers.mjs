// F09: two people act on the same dossier at once, each on what they saw before the other.
//
//   node tests/faults/f09-two-officers.mjs [--pairs 400] [--seed 1] [--database postgres://…] [--record]
//
// At every stage of a dossier each two acts that could each be done alone are sent at the same instant with the same
// revision, in both orders. Passes when exactly one is done, the other is told no, and the journal holds what the winner
// was told and nothing of the loser. With --control each reads the revision again before it tries: where the rules allow
// it both are done, and the checker must see two acts.

import http from "node:http";
import { PEOPLE, STAGES, office } from "./lib/office.mjs";
import { ask, flag, option, pause, place, seeded, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";
import { scan } from "./lib/scans.mjs";

const AT_ONCE = 4;
const pairs = Number(option("pairs", "400"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({
  fault: `F09 ${option("database") ? "PostgreSQL" : "SQLite"}`,
  command: `${option("database") ? "tests/faults/on-postgresql.sh " : ""}node tests/faults/f09-two-officers.mjs`,
  control: "people who read the revision again before they try",
});
const { found } = rig;
const sums = { raced: 0, kinds: new Set(), first: 0, answers: {} };

/** A body for every act that could be done at some stage; those that need more are not tried. */
const bodies = (file) => ({
  accept: {},
  guide: { remark: "Nộp thêm bản sao." },
  escalate: { reason: "Chưa rõ thẩm quyền." },
  "answer-escalation": { answer: "Tiếp nhận." },
  refuse: { ground: "qc1722.d16.k1.b", reason: "Không đủ điều kiện." },
  transfer: {},
  take: {},
  "complete-step": { note: "Đã làm." },
  "ask-supplement": { items: [{ paper: "p1", what: "Đơn chưa ký." }], reason: "Chưa ký." },
  supplement: { papers: [{ code: "p1", originals: 1 }] },
  notify: { kind: "other", channel: "phone", proof: "gọi lúc 9 giờ" },
  "hand-over": { proof: "receipt-and-identity" },
  withdraw: { reason: "Không cần nữa.", proof: "Đơn" },
  note: { text: "Ghi chú." },
  "check-papers": { checks: [{ paper: "p1", check: "count", passed: true }] },
  attach: { scans: [file] },
  "invite-agency": { about: "Cùng xem hồ sơ." },
  consult: { units: ["so-tc"], question: "Có vướng mắc không?" },
  "stop-clock": { cause: "applicants-wish", reason: "Người nộp đề nghị.", proof: "Đơn ngày 7/10" },
  "sync-external": { system: "DVC", reference: "1", state: "Đang xử lý" },
  "set-charges": { lines: [] },
});

/** Numbers from 0 in an order of the seed. */
function shuffled(list) {
  const all = [...list];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [all[last], all[other]] = [all[other], all[last]];
  }
  return all;
}

/** Acts that somebody is offered at a stage and for which there is a body. */
async function offered(people, stage, all) {
  const dossier = await people.bring(stage);
  const acts = [];
  for (const who of PEOPLE) {
    const answer = await people.ask(who, "GET", `/api/v1/dossiers/${dossier.id}/actions`);
    const allowed = answer.status === 200 ? answer.said.items.filter((item) => item.allowed && all[item.action]) : [];
    acts.push(...allowed.map((item) => ({ stage, who, action: item.action, body: all[item.action] })));
  }
  return acts;
}

const own = await place();
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });
const races = [];
try {
  own.start();
  await own.ready();
  const people = await office(own, agent);
  const sent = await ask(own, null, "POST", "/api/v1/files", { token: await tokenOf(own, "tiepnhan"), bytes: scan(2_000) });
  const { sha256, bytes, media } = JSON.parse(sent.text);
  const all = bodies({ file: sha256, bytes, media });
  const alone = new Map();
  /** Whether an act is done when nobody comes between: only then is there a race to win. */
  const possible = async (act) => {
    const name = `${act.stage} ${act.who} ${act.action}`;
    if (!alone.has(name)) {
      const dossier = await people.bring(act.stage);
      const answer = await people.ask(act.who, "POST", `/api/v1/dossiers/${dossier.id}/actions/${act.action}`, { ...act.body, revision: dossier.revision });
      alone.set(name, answer.status === 200);
    }
    return alone.get(name);
  };
  const send = async (act, dossier, wait) => {
    await pause(wait);
    let { revision } = dossier;
    if (control) revision = (await people.ask(act.who, "GET", `/api/v1/dossiers/${dossier.id}/actions`)).said.revision ?? revision;
    return people.ask(act.who, "POST", `/api/v1/dossiers/${dossier.id}/actions/${act.action}`, { ...act.body, revision });
  };
  const race = async ([one, other]) => {
    if (!(await possible(one)) || !(await possible(other))) return;
    if (races.length >= pairs) return;
    const dossier = await people.bring(one.stage);
    const entry = { dossier, acts: [one, other], answers: [] };
    races.push(entry);
    if (control) entry.answers = [await send(one, dossier, 0), await send(other, dossier, 0)];
    else entry.answers = await Promise.all([send(one, dossier, 0), send(other, dossier, random() < 0.5 ? 0 : random() * 3)]);
  };

  const acts = [];
  for (const stage of STAGES) acts.push(await offered(people, stage, all));
  // Both orders: (a, b) and (b, a) are two pairs; an act against itself, by the same person or another, is one more.
  const candidates = shuffled(acts.flatMap((same) => same.flatMap((one) => same.map((other) => [one, other]))));
  const work = async () => {
    while (candidates.length > 0 && races.length < pairs) await race(candidates.pop());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  await own.stop();
  own.run(["verify"]);
  const records = new Map();
  for (const line of own.journal()) {
    const record = JSON.parse(line);
    if (record.type === "record") records.set(record.stream, [...(records.get(record.stream) ?? []), record]);
  }
  for (const entry of races) judge(entry, records.get(`dossier/${entry.dossier.id}`));
} finally {
  await own.kill().catch(() => {});
  own.remove();
}

/** One race against what is recorded of it. */
function judge({ dossier, acts, answers }, records) {
  const name = `${acts[0].stage}: ${acts.map((act) => `${act.who} ${act.action}`).join(" and ")}`;
  const winners = answers.filter((answer) => answer.status === 200);
  sums.raced += 1;
  sums.kinds.add(name);
  if (answers[0].status === 200) sums.first += 1;
  for (const answer of answers.filter((one) => one.status !== 200)) {
    const word = `${answer.status} ${answer.said?.code ?? ""}`;
    sums.answers[word] = (sums.answers[word] ?? 0) + 1;
    // Said no in words: another revision, a rule, or a right that went with the winner's act.
    if (![403, 404, 409, 422].includes(answer.status) || !answer.said?.detail) found.push(`${name}: the loser was answered with ${word}`);
  }
  if (winners.length !== 1) found.push(`${name}: ${winners.length} acts on the same revision were done`);
  // Notices that follow from an act are the program's own, in the act's transaction.
  const added = records.filter((record) => record.revision > dossier.revision && !record.actor.startsWith("system:")).map((record) => record.kind);
  const told = winners.flatMap((answer) => answer.said.events).filter((kind) => !kind.startsWith("notice-"));
  if (winners.length === 1 && JSON.stringify(added) !== JSON.stringify(told)) found.push(`${name}: the winner was told ${told}, the journal has ${added}`);
}

const losers = Object.entries(sums.answers).map(([word, times]) => `${times} × ${word.trim()}`);
const done = `${sums.raced} races of ${sums.kinds.size} different pairs over ${STAGES.length} stages, the one sent first won ${sums.first}, losers were told ${losers.join(", ")}; seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`;
if (sums.raced < Math.min(pairs, 20)) found.push(`only ${sums.raced} races were run`);
if (control) rig.controlled(found.some((words) => words.includes("2 acts on the same revision")), `${found.length} pairs of which both were done, such as ${found[0]}`);
rig.conclude({ done, good: "exactly one act of each two was done; the journal holds it as its sender was told, and nothing of the other" });
