// Clients that file and send on dossiers, and write down what they were told.

import { randomUUID } from "node:crypto";
import http from "node:http";
import { ask, dossier, pause, tokenOf } from "./program.mjs";

/**
 * A crowd of `clients` over the program at `own`, until `stop()`.
 *
 * Every act has a key of its own. When its answer does not come the same act is asked for again with the same key,
 * until it does, as a good client does; with `careless` it takes a new key, as a bad one does.
 */
export async function crowd(own, { clients, random, careless = false }) {
  const token = await tokenOf(own, "tiepnhan");
  const history = [];
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  let going = true;

  async function act(kind, path, body) {
    let entry = { key: randomUUID(), kind, begun: Date.now() };
    history.push(entry);
    for (;;) {
      const answer = await ask(own, agent, "POST", path, { token, body, key: entry.key }).catch(() => null);
      const busy = answer !== null && [429, 503].includes(answer.status);
      if (answer !== null && !busy) {
        Object.assign(entry, { status: answer.status, answer: answer.text, answered: Date.now(), at: performance.now() });
        // Asked for under a new key, an act that was done already comes too late.
        if (careless && answer.status === 409) return null;
        if (answer.status >= 300) throw new Error(`${kind} (${path}) was answered with ${answer.status}: ${answer.text.slice(0, 400)}`);
        return JSON.parse(answer.text);
      }
      entry.again = (entry.again ?? 0) + 1;
      if (careless && answer === null) {
        history.pop();
        entry = { key: randomUUID(), kind, begun: Date.now() };
        history.push(entry);
      }
      await pause(20);
    }
  }

  async function client(number) {
    const own = [];
    for (let turn = 0; going; turn += 1) {
      const filed = own[0];
      if (filed && random() < 0.5) {
        own.shift();
        await act("transfer", `/api/v1/dossiers/${filed.id}/actions/transfer`, { revision: filed.revision });
      } else {
        own.push(await act("file", "/api/v1/dossiers", dossier(`Người Thứ ${number} Lần ${turn}`)));
      }
    }
  }

  const all = Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  // A failure of one client ends the rig when it waits for all of them.
  all.catch(() => {});
  return {
    history,
    all,
    async stop() {
      going = false;
      await all;
      agent.destroy();
    },
  };
}
