// Load on a running program over HTTP: what a morning at every counter asks of it.
//
//   motcua serve --empty --data DIR &
//   node tests/load/load.mjs http://127.0.0.1:8080 [--seconds 10] [--clients 1,32,128] [--post] [--accept-only]
//
// Measures accepting complete dossiers (journal, projections and answer durable before each reply), following
// by token, and the worklist, each at several numbers of clients. Client and server share the machine, so
// the server alone does somewhat more. Every answer is checked; one wrong status ends the run with 1.

import { randomUUID } from "node:crypto";
import http from "node:http";

const [base, ...words] = process.argv.slice(2);
if (!base) {
  console.error("usage: node load.mjs http://HOST:PORT [--seconds N] [--clients 1,32,128]");
  process.exit(2);
}
const option = (name, otherwise) => (words.includes(name) ? words[words.indexOf(name) + 1] : otherwise);
const SECONDS = Number(option("--seconds", "10"));
const CLIENTS = option("--clients", "1,32,128").split(",").map(Number);
const { hostname, port } = new URL(base);

function ask(agent, method, path, { token, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = { accept: "application/json" };
    if (token) headers.authorization = `Bearer ${token}`;
    if (sent) Object.assign(headers, { "content-type": "application/json", "content-length": sent.length, "idempotency-key": randomUUID() });
    const request = http.request({ hostname, port, method, path, agent, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(sent);
  });
}

function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

/** Runs `one` from `clients` clients for some seconds; prints rate and times. */
async function measure(name, clients, wanted, one) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const until = performance.now() + SECONDS * 1000;
  const times = [];
  const client = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      const answer = await one(agent);
      if (answer.status !== wanted) throw new Error(`${name}: ${answer.status} instead of ${wanted}: ${answer.text.slice(0, 400)}`);
      times.push(performance.now() - begun);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const ms = (part) => quantile(times, part).toFixed(1).padStart(7);
  console.log(`${name.padEnd(18)} ${String(clients).padStart(4)} clients ${(times.length / seconds).toFixed(0).padStart(7)}/s   p50 ${ms(0.5)} ms   p95 ${ms(0.95)} ms   p99 ${ms(0.99)} ms   ${times.length} in all`);
}

const agent = new http.Agent({ keepAlive: true });
const granted = await ask(agent, "POST", "/api/v1/tokens", { body: { username: "tiepnhan", password: "motcua-demo" } });
if (granted.status >= 300) throw new Error(`no token: ${granted.status} ${granted.text}`);
const { token } = JSON.parse(granted.text);
const dossier = {
  procedure: "1.008891",
  channel: "counter",
  applicant: { kind: "person", name: "Nguyễn Văn Tải", id_number: "068090001234", phone: "0912345678", email: "", address: "Đà Lạt" },
  papers: [
    { code: "p1", originals: 1, copies: 0 },
    { code: "p2", originals: 2, copies: 0 },
    { code: "p3", originals: 0, copies: 1 },
    { code: "p4", originals: 0, copies: 1 },
  ],
  return_by: "counter",
};
// What the post brings is told by a message: each acceptance queues one.
const posted = () => ({ ...dossier, channel: "post", intent: "accept", posted: { minute: { year: new Date().getFullYear(), number: 1 }, consignment: randomUUID().slice(0, 18).toUpperCase(), postage: 26000 } });
const taken = words.includes("--post") ? posted : () => dossier;
const first = await ask(agent, "POST", "/api/v1/dossiers", { token, body: dossier });
if (first.status !== 201) throw new Error(`not accepted: ${first.status} ${first.text}`);
const tracked = JSON.parse(first.text).token;

for (const clients of CLIENTS) await measure("accept", clients, 201, (agent) => ask(agent, "POST", "/api/v1/dossiers", { token, body: taken() }));
if (words.includes("--accept-only")) process.exit(0);
for (const clients of CLIENTS) await measure("track by token", clients, 200, (agent) => ask(agent, "GET", `/api/v1/track/t/${tracked}`));
for (const clients of CLIENTS) await measure("worklist", clients, 200, (agent) => ask(agent, "GET", "/api/v1/worklist?view=new", { token }));
const metrics = await ask(agent, "GET", "/metrics");
const memory = metrics.text.match(/^process_resident_memory_bytes (\d+)/m);
if (memory) console.log(`memory of the program afterwards: ${(Number(memory[1]) / 1048576).toFixed(0)} MiB`);
agent.destroy();
