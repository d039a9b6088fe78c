// A steady rate of acts and pages, whatever becomes of them: each is sent at its instant and its wait is counted from
// that instant, so a program that stalls cannot slow down those who measure it.

import { randomUUID } from "node:crypto";
import http from "node:http";
import { ask, dossier, pause } from "./program.mjs";

/** Sends until `stop()`; every fourth request files a dossier, the others read; some connections are kept, some new. */
export function steady(own, { rate, token, code }) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const history = [];
  const waits = [];
  const failures = [];
  const running = new Set();
  const began = performance.now();
  let sent = 0;
  let stopping = false;

  async function one(number, instant) {
    const kept = number % 3 === 0 ? null : agent;
    const files = number % 4 === 0;
    const paths = ["/", `/api/v1/track/${code}`, "/api/v1/procedures?q=dat"];
    const entry = { key: randomUUID(), kind: "file" };
    if (files) history.push(entry);
    try {
      const answer = files
        ? await ask(own, kept, "POST", "/api/v1/dossiers", { token, key: entry.key, body: dossier(`Người ${number}`) })
        : await ask(own, kept, "GET", paths[number % paths.length]);
      if (files) Object.assign(entry, { status: answer.status, answer: answer.text });
      if (answer.status < 200 || answer.status > 299) failures.push(`${answer.status} ${answer.text.slice(0, 120)}`);
    } catch (error) {
      failures.push(`${error.code ?? ""} ${error.message}`.trim());
    }
    waits.push(performance.now() - began - instant);
  }

  const all = (async () => {
    while (!stopping) {
      const due = Math.floor(((performance.now() - began) / 1000) * rate);
      for (; sent < due; sent += 1) {
        const request = one(sent, (sent / rate) * 1000);
        running.add(request);
        request.finally(() => running.delete(request));
      }
      await pause(2);
    }
    await Promise.all(running);
    agent.destroy();
  })();

  return {
    history,
    failures,
    count: () => waits.length,
    /** The wait that this share of all requests did not exceed, milliseconds. */
    wait: (share) => {
      const sorted = waits.toSorted((one, other) => one - other);
      return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    },
    stop: async () => {
      stopping = true;
      await all;
    },
  };
}
