// F07 and F08: the same act asked for several times at once, answers lost on the way, many desks at the same counter.
//
//   node tests/faults/f07-retries.mjs [--acts 3000] [--clients 64] [--seed 1] [--database postgres://…] [--record]
//
// The acts are filings at the counter and, each second one, acceptances of what was filed online, which send a message. Passes
// when each act is recorded once, all its answers are the same to the byte, codes are given in order without a gap, and each
// acceptance has one message in the journal and in the outbox, however often it was asked for. With --control every repetition has a
// key of its own, and one message is taken out of the journal that the checker reads: then it must find the doubles and the loss.

import { randomUUID } from "node:crypto";
import http from "node:http";
import { contradictions } from "./lib/history.mjs";
import { messages } from "./lib/messages.mjs";
import { office } from "./lib/office.mjs";
import { ask, dossier, flag, option, pause, place, seeded, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const acts = Number(option("acts", "3000"));
const clients = Number(option("clients", "64"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();

const rig = faultOf({
  fault: `F07, F08 ${option("database") ? "PostgreSQL" : "SQLite"}`,
  command: `${option("database") ? "tests/faults/on-postgresql.sh " : ""}node tests/faults/f07-retries.mjs`,
  control: "repetitions under keys of their own and a journal without one message",
});
const { found } = rig;
const own = await place();
const history = [];
let sent = { found: [], count: 0 };
let missed = 0;
let asked = 0;
let lost = 0;
try {
  own.start();
  await own.ready();
  const token = await tokenOf(own, "tiepnhan");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 * clients });

  const people = await office(own, agent);

  /** What is to be done, and the messages that it sends. */
  async function work(name, online) {
    if (!online) return { path: "/api/v1/dossiers", body: dossier(name), messages: 0 };
    const { id, revision } = await people.bring("submitted", name);
    return { path: `/api/v1/dossiers/${id}/actions/accept`, body: { revision }, messages: 1, id };
  }

  /** One of several requests for the same act; its answer may be thrown away before it came. */
  async function once(path, body, key) {
    asked += 1;
    const impatient = random() < 0.2;
    const sent = ask(own, agent, "POST", path, { token, body, key: control ? randomUUID() : key, timeout: impatient ? 1 + Math.floor(random() * 20) : 15_000 });
    const answer = await sent.catch(() => null);
    if (answer === null) lost += 1;
    return answer;
  }

  let left = acts;
  async function client(number) {
    while (left > 0) {
      left -= 1;
      const key = randomUUID();
      const { path, body, ...told } = await work(`Người Thứ ${number} Việc ${left}`, left % 2 === 1);
      const entry = { key, kind: "file", ...told };
      history.push(entry);
      const answers = [];
      for (let rounds = 0; answers.length === 0; rounds += 1) {
        const times = 1 + Math.floor(random() * 5);
        const all = await Promise.all(Array.from({ length: times }, () => once(path, body, key)));
        answers.push(...all.filter((answer) => answer !== null && ![429, 503].includes(answer.status)));
        if (rounds > 50) throw new Error(`no answer after ${rounds} rounds`);
        if (answers.length === 0) await pause(20);
      }
      const texts = new Set(answers.map((answer) => answer.text));
      if (texts.size > 1 && !control) found.push(`${texts.size} different answers to one act`);
      const done = answers.find((answer) => answer.status < 300);
      // Under a key of its own, an acceptance that was done already comes too late.
      if (!done && control) continue;
      if (!done) throw new Error(`${path} was answered with ${answers[0].status}: ${answers[0].text.slice(0, 400)}`);
      Object.assign(entry, { status: done.status, answer: done.text, id: JSON.parse(done.text).id });
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  agent.destroy();
  own.child.kill("SIGTERM");
  await own.ended;
  own.run(["verify"]);
  const lines = own.journal();
  found.push(...contradictions(history, lines));
  sent = messages(own, history, lines);
  found.push(...sent.found);
  const message = lines.findIndex((line) => line.includes('"kind":"notice-queued"'));
  if (control) missed = messages(own, history, lines.toSpliced(message, 1)).found.length - sent.found.length;
} finally {
  await own.kill().catch(() => {});
  own.remove();
}
const done = `${acts} acts, half of them with a message, ${asked} requests of which ${lost} lost their answer, ${clients} clients, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`;
if (control) {
  const doubled = found.filter((words) => words.includes("more “"));
  rig.controlled(doubled.length > 0 && missed > 0, [...doubled, "a message taken out of the journal missed"].join(", "));
}
rig.conclude({ done, good: `each act once, answers equal to the byte, codes in order without a gap; ${sent.count} messages in journal and outbox, one for each acceptance` });
