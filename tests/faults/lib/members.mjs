// The members of a cluster that tests/faults/cluster.sh made: who leads, and how one of them dies, freezes, is cut off, comes back.

import { execFileSync, spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { pause } from "./program.mjs";

const NAMES = ["node1", "node2", "node3"];

/** The cluster in `folder`. */
export function members(folder) {
  const read = (name, file) => readFileSync(join(folder, name, file), "utf8").trim();
  const rest = (name) => read(name, "rest");
  const cable = (name, which, state) => execFileSync("ip", ["link", "set", "dev", read(name, "links").split(" ")[which], state]);

  /** What each living member says of all; one that was cut off may still tell how it was before. */
  async function views() {
    const texts = await Promise.all(NAMES.map((name) => get(rest(name), "/cluster").catch(() => null)));
    return texts.filter(Boolean).map((text) => JSON.parse(text).members);
  }
  const leading = (all) => all.find((one) => one.role === "leader" && one.state === "running");

  /** The name that most of those who answer take for the leader. */
  async function leader() {
    const names = (await views()).map((all) => leading(all)?.name);
    return NAMES.find((name) => names.filter((one) => one === name).length > 1);
  }

  /** Waits until all say that one leads, another is its synchronous standby (unless `loose`), and the third follows; gives the leader's name. */
  async function whole({ loose = false, within = 180_000 } = {}) {
    const begun = performance.now();
    const good = (all) => {
      const first = leading(all);
      const follows = all.filter((one) => one !== first && ["running", "streaming"].includes(one.state) && one.timeline === first?.timeline);
      const stands = loose || all.some((one) => one.role === "sync_standby");
      return first && stands && follows.length === NAMES.length - 1;
    };
    for (;;) {
      const all = await views();
      if (all.length === NAMES.length && all.every(good) && new Set(all.map((one) => leading(one).name)).size === 1) return leading(all[0]).name;
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
    leader,
    whole,
    /** As when its power is cut, but for the disk's cache. */
    kill: (name) => signal(name, "SIGKILL"),
    /** As when its machine hangs: connections stay open, nothing answers. */
    freeze: (name) => signal(name, "SIGSTOP"),
    thaw: (name) => signal(name, "SIGCONT"),
    /** Pulls its cable to the other members, and with `wholly` the one to the programs, too. */
    cut(name, { wholly = false } = {}) {
      cable(name, 0, "down");
      if (wholly) cable(name, 1, "down");
    },
    mend(name) {
      cable(name, 0, "up");
      cable(name, 1, "up");
    },
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

function get(address, path, method = "GET", body = undefined) {
  return new Promise((resolve, reject) => {
    const headers = body ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {};
    const [hostname, port] = address.split(":");
    const request = http.request({ hostname, port, path, method, headers, timeout: 2_000 }, (answer) => {
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
