// A server of PostgreSQL of a rig's own, on a folder that the rig chooses.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { command, folder, leaving } from "./program.mjs";

/** Where the programs of the server are: Debian keeps them out of the path. */
function programs() {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).sort((one, other) => Number(one) - Number(other)) : [];
  const newest = versions.map((version) => join(base, version, "bin")).filter((path) => existsSync(join(path, "initdb"))).at(-1);
  if (newest) return newest;
  throw new Error("PostgreSQL is missing: install the Debian package postgresql");
}

// The server refuses to run as root.
const AS = process.getuid() === 0 ? ["runuser", "-u", "postgres", "--"] : [];
const DATABASE = "motcua";

/** A server over the folder `data`; `settings` are those of `postgresql.conf`. */
export function server(data, settings = {}) {
  const bin = programs();
  const socket = folder("socket");
  if (AS.length > 0) execFileSync("chown", ["postgres", socket]);
  const all = { shared_buffers: "128MB", listen_addresses: "", ...settings, unix_socket_directories: socket };
  const own = { data, socket, url: `postgres://${DATABASE}@/${DATABASE}?host=${socket}` };
  const words = (program, rest) => [...AS, join(bin, program), ...rest];

  own.run = (program, ...rest) => {
    const [first, ...others] = words(program, rest);
    return execFileSync(first, others, { encoding: "utf8", cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  };
  /** The same beside the rig; gives exit code and output. */
  own.later = (program, ...rest) => {
    const [first, ...others] = words(program, rest);
    return command(first, others);
  };
  own.isThere = () => existsSync(join(data, "PG_VERSION"));
  /** Makes the server and an empty database, and starts it; `more` goes to `initdb`. */
  own.create = (...more) => {
    mkdirSync(data, { recursive: true });
    if (AS.length > 0) execFileSync("chown", ["postgres", data]);
    own.run("initdb", `--pgdata=${data}`, `--username=${DATABASE}`, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions", ...more);
    own.start();
    own.run("createdb", `--host=${socket}`, `--username=${DATABASE}`, DATABASE);
  };
  own.start = () => {
    chmodSync(data, 0o700);
    // The log lies beside the socket, not on the disk that is tested.
    const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
    try {
      own.run("pg_ctl", `--pgdata=${data}`, "--silent", "--wait", `--log=${join(socket, "log")}`, `--options=${options.join(" ")}`, "start");
    } catch (error) {
      const log = join(socket, "log");
      const said = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-6).join("; ") : error.stderr;
      throw new Error(`the server does not start: ${said}`);
    }
  };
  /** Asks for one value, as text. */
  own.ask = (sql) => own.run("psql", `--host=${socket}`, `--username=${DATABASE}`, "--no-psqlrc", "--tuples-only", "--no-align", `--command=${sql}`, DATABASE).trim();
  own.stop = (mode = "fast") => {
    try {
      const [process] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
      own.run("pg_ctl", `--pgdata=${data}`, `--mode=${mode}`, "--silent", "--wait", "stop");
      // Until the system has forgotten the process, a server on a copy would take it for one that runs.
      for (let turn = 0; turn < 200 && existsSync(`/proc/${process}`); turn += 1) execFileSync("sleep", ["0.05"]);
    } catch {
      // It had stopped already.
    }
  };
  own.remove = () => {
    own.stop("immediate");
    rmSync(socket, { recursive: true, force: true });
  };
  leaving(own.remove);
  return own;
}
