// Starts the program itself, on a port of its own and a store of its own.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeClock } from "./clock.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
// A debug build on a busy machine fills its demonstration store slowly.
const READY_WITHIN_MS = 180_000;

export const PROGRAM = process.env.MOTCUA_BIN ?? join(ROOT, "target/debug/motcua");

/** A port that nobody listens on at this moment. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** With `MOTCUA_TEST_SERVER` (`on-postgresql.sh`) a database of its own on that server, else the store in the folder. */
function database(data) {
  const server = process.env.MOTCUA_TEST_SERVER;
  if (!server) return [];
  const name = data.slice(-6).replace(/[^A-Za-z0-9]/g, "x").toLowerCase() + process.pid;
  execFileSync("psql", [server, "-qXc", `CREATE DATABASE d${name}`]);
  return ["--database", server.replace("/motcua?", `/d${name}?`)];
}

/**
 * Serves until `stop()`, from a clean start: with the demonstration's month of work, or without a
 * single dossier. With `at` ("2025-06-02T09:00", office time) the program has a clock of its own that
 * begins there, and `moveTo()` moves it.
 */
export async function serve({ demo = false, at = null } = {}) {
  accessSync(PROGRAM, constants.X_OK);
  const data = mkdtempSync(join(tmpdir(), "motcua-browser-"));
  const clock = at && makeClock(data, at);
  const port = await freePort();
  const words = ["serve", "--listen", `127.0.0.1:${port}`, "--data", data, ...database(data)];
  if (!demo) words.push("--empty");
  const child = spawn(PROGRAM, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...clock?.environment } });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => said.push(bytes.toString()));
  const ended = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const log = () => said.join("").split("\n").slice(-40).join("\n");

  const url = `http://127.0.0.1:${port}`;
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}\n${log()}`);
    const ready = await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) break;
    if (Date.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`not ready within ${READY_WITHIN_MS / 1000} s\n${log()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  return {
    url,
    data,
    log,
    /** Moves the clock of the program; sessions end as they would overnight. */
    moveTo: (instant) => clock.move(instant),
    /** Ends the program as an administrator would; gives its exit code. */
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 20_000);
      const code = await ended;
      clearTimeout(timer);
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}
