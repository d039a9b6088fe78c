// The members of a cluster that tests/faults/cluster.sh made: who leads, and how one of them dies, freezes, thaws, comes back.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { pause } from "./program.mjs";

const NAMES = ["node1", "node2", "node3"];

/** The cluster in `folder`. */
export function members(folder) {
  const rest = (name) => Number(readFileSync(join(folder, name, "rest"), "utf8"));

  /** What any living member says of all; nothing when none answers. */
  async function view() {
    for (const name of NAMES) {
      const text = await get(rest(name), "/cluster").catch(() => null);
      if (text) return JSON.parse(text).members;
    }
    return [];
  }

  /** Waits until one leads, another is its synchronous standby (unless `loose`), and all follow; gives the leader's name. */
  async function whole({ loose = false, within = 180_000 } = {}) {
    const begun = performance.now();
    for (;;) {
      const all = await view();
      const leader = all.find((one) => one.role === "leader" && one.state === "running");
      const follows = all.filter((one) => one !== leader && ["running", "streaming"].includes(one.state) && one.timeline === leader?.timeline);
      const stands = loose || all.some((one) => one.role === "sync_standby");
      if (leader && stands && follows.length === NAMES.length - 1) return leader.name;
      if (performance.now() - begun > within) throw new Error(`the cluster is not whole: ${JSON.stringify(all)}`);
      await pause(250);
    }
  }

  /** The processes of a member: Patroni, the server, and the server's own. */
  function processes(name) {
    const own = [];
    const patroni = number(join(folder, name, "patroni.pid"));
    if (patroni && commandOf(patroni).includes(join(folder, name))) own.push(patroni);
    const server = number(join(folder, name, "data", "postmaster.pid"));
    if (server && commandOf(server).includes(join(folder, name))) own.push(server, ...childrenOf(server));
    return own;
  }

  const signal = (name, sent) => {
    for (const process_ of processes(name)) tell(process_, sent);
  };

  return {
    names: NAMES,
    view,
    whole,
    /** As when its power is cut, but for the disk's cache. */
    kill: (name) => signal(name, "SIGKILL"),
    /** As when its machine hangs: connections stay open, nothing answers. */
    freeze: (name) => signal(name, "SIGSTOP"),
    thaw: (name) => signal(name, "SIGCONT"),
    start(name) {
      spawn(join(folder, name, "start"), { stdio: "ignore", detached: true }).unref();
    },
    /** Stops what sends the leader's records to the standbys; how many of them there were. */
    stopSenders(name) {
      const server = number(join(folder, name, "data", "postmaster.pid"));
      const senders = childrenOf(server).filter((one) => commandOf(one).includes("walsender"));
      for (const one of senders) tell(one, "SIGSTOP");
      return senders.length;
    },
    /** Changes the settings of the cluster that Patroni keeps. */
    configure: (name, settings) => get(rest(name), "/config", "PATCH", JSON.stringify(settings)),
  };
}

function tell(process_, sent) {
  try {
    process.kill(process_, sent);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function number(file) {
  try {
    return Number(readFileSync(file, "utf8").split("\n")[0]) || null;
  } catch {
    return null;
  }
}

function commandOf(process_) {
  try {
    return readFileSync(`/proc/${process_}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function childrenOf(parent) {
  const found = [];
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent) found.push(Number(entry));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

function get(port, path, method = "GET", body = undefined) {
  return new Promise((resolve, reject) => {
    const headers = body ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {};
    const request = http.request({ hostname: "127.0.0.1", port, path, method, headers, timeout: 2_000 }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        return answer.statusCode < 300 ? resolve(text) : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`));
      });
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", reject);
    request.end(body);
  });
}
