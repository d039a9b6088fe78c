// The smallest thing that stands before two programs: new connections go to one that says it is ready.

import { connect, createServer } from "node:net";
import { ask, pause } from "./program.mjs";

/** Listens on a port of its own; `ports` are those of the programs. */
export async function balancer(ports) {
  const programs = ports.map((port) => ({ port, ready: false }));
  let turn = 0;
  let open = true;

  const watching = Promise.all(
    programs.map(async (program) => {
      while (open) {
        const answer = await ask(program, null, "GET", "/readyz", { timeout: 1000 }).catch(() => null);
        program.ready = answer?.status === 200;
        await pause(50);
      }
    }),
  );

  const server = createServer({ allowHalfOpen: true }, (client) => {
    // Where none is ready any of them is asked: a program that takes no acts still answers readers, and says why it takes none.
    const some = programs.filter((program) => program.ready);
    const ready = some.length > 0 ? some : programs;
    turn += 1;
    const order = [...ready.slice(turn % ready.length), ...ready.slice(0, turn % ready.length)];
    through(client, order);
  });

  /** Connects to the first that answers; only the connection is tried again, never a request. */
  function through(client, order) {
    const [first, ...others] = order;
    if (first === undefined) return client.destroy();
    const program = connect({ port: first.port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
    const refused = () => through(client, others);
    program.once("error", refused);
    program.once("connect", () => {
      program.off("error", refused);
      for (const [one, other] of [[program, client], [client, program]]) {
        one.on("error", () => other.destroy());
        one.pipe(other);
      }
    });
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    close: async () => {
      open = false;
      await watching;
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
