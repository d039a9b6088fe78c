// F07 and F08: the same act asked for several times at once, answers lost on the way, many desks at the same counter.
//
//   node tests/faults/f07-retries.mjs [--acts 3000] [--clients 64] [--seed 1] [--database postgres://…] [--record]
//
// Passes when each act is recorded once, all its answers are the same to the byte, and codes are given in order without
// a gap. With --control every repetition has a key of its own: then the checker must find the doubles.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import { contradictions } from "./lib/history.mjs";
import { ask, dossier, flag, option, pause, place, seeded, tokenOf } from "./lib/program.mjs";
import { record } from "./lib/record.mjs";

const acts = Number(option("acts", "3000"));
const clients = Number(option("clients", "64"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();

const own = await place();
const history = [];
const found = [];
let asked = 0;
let lost = 0;
try {
  own.start();
  await own.ready();
  const token = await tokenOf(own, "tiepnhan");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 * clients });

  /** One of several requests for the same act; its answer may be thrown away before it came. */
  async function once(body, key) {
    asked += 1;
    const impatient = random() < 0.2;
    const sent = ask(own, agent, "POST", "/api/v1/dossiers", { token, body, key: control ? randomUUID() : key, timeout: impatient ? 1 + Math.floor(random() * 20) : 15_000 });
    const answer = await sent.catch(() => null);
    if (answer === null) lost += 1;
    return answer;
  }

  let left = acts;
  async function client(number) {
    while (left > 0) {
      left -= 1;
      const key = randomUUID();
      const body = dossier(`Người Thứ ${number} Việc ${left}`);
      const entry = { key, kind: "file" };
      history.push(entry);
      const answers = [];
      for (let rounds = 0; answers.length === 0; rounds += 1) {
        const times = 1 + Math.floor(random() * 5);
        const all = await Promise.all(Array.from({ length: times }, () => once(body, key)));
        answers.push(...all.filter((answer) => answer !== null && ![429, 503].includes(answer.status)));
        if (rounds > 50) throw new Error(`no answer after ${rounds} rounds`);
        if (answers.length === 0) await pause(20);
      }
      const texts = new Set(answers.map((answer) => answer.text));
      if (texts.size > 1 && !control) found.push(`${texts.size} different answers to one act`);
      [{ status: entry.status, text: entry.answer }] = answers;
      if (entry.status !== 201) throw new Error(`filing was answered with ${entry.status}: ${entry.answer.slice(0, 400)}`);
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  agent.destroy();
  own.child.kill("SIGTERM");
  await own.ended;
  own.run(["verify"]);
  own.run(["export", `${own.data}/journal.ndjson`]);
  found.push(...contradictions(history, readFileSync(`${own.data}/journal.ndjson`, "utf8").trimEnd().split("\n")));
} finally {
  await own.kill().catch(() => {});
  own.remove();
}
const engine = option("database") ? "PostgreSQL" : "SQLite";
const said = `${acts} acts, ${asked} requests of which ${lost} lost their answer, ${clients} clients, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`;
console.log(`F07, F08 ${engine}: ${said}`);
for (const contradiction of found.slice(0, 20)) console.log(`  ${contradiction}`);
if (control) {
  const caught = found.some((words) => words.includes("more “"));
  console.log(caught ? "control: the doubled acts were found" : "control: NOTHING WAS FOUND");
  process.exit(caught ? 0 : 1);
}
if (flag("record")) {
  record({
    fault: `F07, F08 ${engine}`,
    command: `${option("database") ? "tests/faults/on-postgresql.sh " : ""}node tests/faults/f07-retries.mjs`,
    done: said,
    found: found.length === 0 ? "each act once, answers equal to the byte, codes in order without a gap" : found.join("; "),
    control: option("control-said", "repetitions under keys of their own: found"),
  });
}
console.log(found.length === 0 ? "F07, F08 passed" : `F07, F08 FAILED: ${found.length} contradictions`);
process.exit(found.length === 0 ? 0 : 1);
