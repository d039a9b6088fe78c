// The program under test: started, killed, started again on the same store.

import { spawn, execFileSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const PROGRAM = process.env.MOTCUA_BIN ?? join(ROOT, "target/release/motcua");

/** An option of the command line, or what stands for it. */
export function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

/** Whether a word stands on the command line. */
export const flag = (name) => process.argv.includes(`--${name}`);

/** Random numbers that a seed repeats (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

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

const undone = [];

/** What must not outlive the rig, however it ends; the newest is undone first, and may have been undone before. */
export const leaving = (undo) => undone.push(undo);

process.on("exit", () => {
  for (const undo of undone.reverse()) {
    try {
      undo();
    } catch {
      // The others are undone all the same.
    }
  }
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

/** A folder of its own for a rig. */
export function folder(name = "faults") {
  const path = mkdtempSync(join(tmpdir(), `motcua-${name}-`));
  leaving(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/**
 * A store of its own and the program over it; `--database URL` of the script puts the store there instead.
 *
 * `wrap` stands before the program, `env` is added to its environment, `more` to its options; `program` is another one than the usual.
 */
export async function place({ program = PROGRAM, wrap = [], data = folder(), database = option("database"), env = {}, more = [] } = {}) {
  accessSync(program, constants.X_OK);
  const port = await freePort();
  const where = ["--data", data, ...(database ? ["--database", database] : []), ...more];
  const own = { data, port, child: null, said: [], where };

  own.start = () => {
    const [first, ...rest] = [...wrap, program, "serve", "--empty", "--listen", `127.0.0.1:${port}`, "--log-level", "warn", ...where];
    own.child = spawn(first, rest, { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, ...env } });
    for (const stream of [own.child.stdout, own.child.stderr]) {
      stream.on("data", (bytes) => {
        own.said.push(bytes.toString());
        own.said.splice(0, Math.max(0, own.said.length - 200));
      });
    }
    const { child } = own;
    leaving(() => child.exitCode === null && child.signalCode === null && process.kill(-child.pid, "SIGKILL"));
    own.ended = new Promise((resolve) => own.child.once("exit", (code, signal) => resolve(code ?? signal)));
    return own.child;
  };
  /** Milliseconds until it answers that it is ready. */
  own.ready = async (within = 60_000) => {
    const begun = performance.now();
    for (;;) {
      if (own.child.exitCode !== null) throw new Error(`the program ended with ${own.child.exitCode}\n${own.log()}`);
      const answer = await ask(own, null, "GET", "/readyz").catch(() => null);
      if (answer?.status === 200) return performance.now() - begun;
      if (performance.now() - begun > within) throw new Error(`not ready within ${within} ms\n${own.log()}`);
      await pause(5);
    }
  };
  /** As when the power of the process goes: nothing is said to it. */
  own.kill = async () => {
    try {
      process.kill(-own.child.pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
    await own.ended;
  };
  /** Asks it to end, as an administrator does, and waits. */
  own.stop = async () => {
    own.child.kill("SIGTERM");
    await own.ended;
  };
  own.log = () => own.said.join("").split("\n").slice(-30).join("\n");
  const options = { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] };
  /** Runs another command of the program over the same store. */
  own.run = (words) => {
    try {
      return execFileSync(program, [...words, ...where], { ...options, env: { ...process.env, ...env } });
    } catch (error) {
      // Its first line is what a row of FAULTS.md says: what the program told, not where the store was.
      error.message = `motcua ${words[0]} ended with ${error.status ?? error.signal}: ${String(error.stderr).trim() || error.message}`;
      throw error;
    }
  };
  /** The same while requests go on; gives exit code and output, whatever they are. */
  own.command = (words) => command(program, [...words, ...where], env);
  /** The lines of the exported journal. */
  own.journal = () => {
    const file = join(data, "journal.ndjson");
    own.run(["export", file]);
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    rmSync(file);
    return lines;
  };
  own.remove = () => rmSync(data, { recursive: true, force: true });
  return own;
}

/** Runs a command beside the rig; gives exit code and output, whatever they are. */
export function command(program, words, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    const said = { out: [], err: [] };
    child.stdout.on("data", (bytes) => said.out.push(bytes));
    child.stderr.on("data", (bytes) => said.err.push(bytes));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal, out: Buffer.concat(said.out).toString(), err: Buffer.concat(said.err).toString() }));
  });
}

/**
 * One request; gives status, headers, and the body as bytes and as text. Fails when the connection does.
 *
 * `body` is sent as JSON, `bytes` as they are.
 */
export function ask(own, agent, method, path, { token, body, bytes, key, timeout = 15_000, more = {} } = {}) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? bytes : Buffer.from(JSON.stringify(body));
    const headers = { accept: "application/json", ...more };
    if (token) headers.authorization = `Bearer ${token}`;
    if (key) headers["idempotency-key"] = key;
    if (sent) headers["content-length"] = sent.length;
    if (sent && !headers["content-type"]) headers["content-type"] = bytes ? "application/octet-stream" : "application/json";
    const request = http.request({ hostname: "127.0.0.1", port: own.port, method, path, agent: agent ?? undefined, headers, timeout }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const whole = Buffer.concat(parts);
        resolve({ status: answer.statusCode, headers: answer.headers, bytes: whole, text: whole.toString() });
      });
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", reject);
    request.end(sent);
  });
}

/** A token of a demonstration account. */
export async function tokenOf(own, username) {
  const answer = await ask(own, null, "POST", "/api/v1/tokens", { body: { username, password: "motcua-demo" } });
  if (answer.status >= 300) throw new Error(`no token for ${username}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text).token;
}

/** A complete dossier of a procedure with four papers. */
export const dossier = (name) => ({
  procedure: "1.008891",
  channel: "counter",
  applicant: { kind: "person", name, id_number: "068090001234", phone: "0912345678", email: "", address: "Đà Lạt" },
  papers: [
    { code: "p1", originals: 1, copies: 0 },
    { code: "p2", originals: 2, copies: 0 },
    { code: "p3", originals: 0, copies: 1 },
    { code: "p4", originals: 0, copies: 1 },
  ],
  return_by: "counter",
});
