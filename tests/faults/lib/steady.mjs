// A steady rate of acts and pages, whatever becomes of them: each is sent at its instant and its wait is counted from
// that instant, so a program that stalls cannot slow down those who measure it. Nothing is asked twice.

import { randomUUID } from "node:crypto";
import http from "node:http";
import { ask, dossier, pause } from "./program.mjs";

/**
 * Sends until `stop()`; some connections are kept, some new, so that what one client did is soon asked of another program.
 *
 * Of eight requests one files a dossier, one sends on a dossier filed before, one reads a dossier just filed or sent on,
 * the others read pages.
 */
export function steady(own, { rate, token, code }) {
  // Every kept connection is used again soon, so that each hears in time that it shall be closed.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64, scheduling: "fifo" });
  const history = [];
  const waits = [];
  const failures = [];
  const running = new Set();
  const filed = [];
  const told = [];
  const began = performance.now();
  let sent = 0;
  let stopping = false;

  const pages = ["/", `/api/v1/track/${code}`, "/api/v1/procedures?q=dat"];
  const page = (number) => ["GET", pages[number % pages.length], {}];
  function chosen(number) {
    if (number % 8 === 0) return ["POST", "/api/v1/dossiers", { token, body: dossier(`Người ${number}`) }, "file"];
    if (number % 8 === 4 && filed.length > 0) {
      const { id, revision } = filed.shift();
      return ["POST", `/api/v1/dossiers/${id}/actions/transfer`, { token, body: { revision } }, "transfer"];
    }
    if (number % 8 === 2 && told.length > 0) return ["GET", `/api/v1/dossiers/${told.at(-1).id}`, { token, least: told.at(-1).revision }];
    return page(number);
  }

  async function one(number, instant) {
    const [method, path, { least, ...words }, kind] = chosen(number);
    const entry = { key: randomUUID(), kind };
    if (kind) history.push(entry);
    const failed = (status, words) => failures.push({ at: performance.now(), status, words: `${method} ${path}: ${words}` });
    try {
      const answer = await ask(own, number % 3 === 0 ? null : agent, method, path, { ...words, key: kind && entry.key });
      if (kind) Object.assign(entry, { status: answer.status, answer: answer.text });
      if (answer.status < 200 || answer.status > 299) failed(answer.status, `${answer.status} ${answer.text.slice(0, 160)}`);
      else if (kind) {
        const { id, revision } = JSON.parse(answer.text);
        told.splice(0, told.length, { id, revision });
        if (kind === "file") filed.push({ id, revision });
      } else if (least !== undefined && JSON.parse(answer.text).revision < least) {
        failed(answer.status, `an older state than ${least}, which was acknowledged`);
      }
    } catch (error) {
      failed(0, `${error.code ?? ""} ${error.message}`.trim());
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
