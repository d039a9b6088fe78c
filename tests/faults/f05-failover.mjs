// F05: the server that takes writes dies, freezes or is cut off under load, another takes over, the old one comes back as a standby.
//
//   tests/faults/cluster.sh node tests/faults/f05-failover.mjs [--kills 20] [--clients 16] [--fate "cut off"] [--seed 1] [--record]
//
// Passes when nothing that was acknowledged is lost, nothing is there twice, the journal proves itself on the survivor, and, with --record,
// no gap in which nothing was recorded is longer than thirty seconds. In turns the leader is killed; frozen, and thawed when another leads;
// cut off from everybody; cut off from the other members only, so that programs still reach it. With --control the cluster commits without waiting for a standby and nothing is sent to
// them for a moment before the leader dies: then acknowledged acts are lost, and the checker must find it.

import http from "node:http";
import { crowd } from "./lib/crowd.mjs";
import { contradictions } from "./lib/history.mjs";
import { members } from "./lib/members.mjs";
import { ask, flag, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const GAP_MS = 30_000;
const control = flag("control");
const kills = control ? 1 : Number(option("kills", "20"));
const clients = Number(option("clients", "16"));
const seed = Number(option("seed", "1"));
const rig = faultOf({
  fault: "F05",
  command: "tests/faults/cluster.sh node tests/faults/f05-failover.mjs",
  control: "without a synchronous standby, nothing sent to the standbys before the kill",
});
const { found } = rig;
const cluster = members(option("cluster"));
const own = await place();
const random = seeded(seed);
const begun = Date.now();

/** Follows one dossier as its applicant does, until told to end; the longest time without an answer. */
function reader(code) {
  const agent = new http.Agent({ keepAlive: true });
  const state = { going: true, longest: 0, answers: 0, refused: 0 };
  state.all = (async () => {
    let last = performance.now();
    while (state.going) {
      const answer = await ask(own, agent, "GET", `/api/v1/track/${encodeURIComponent(code)}`, { timeout: 40_000 }).catch(() => null);
      if (answer?.status === 200) {
        state.longest = Math.max(state.longest, performance.now() - last);
        last = performance.now();
        state.answers += 1;
      } else {
        state.refused += 1;
      }
      await pause(100);
    }
    agent.destroy();
  })();
  return state;
}

/** The longest stretch without an acknowledgement that begins after `from`. */
function gap(history, from) {
  const times = history.map((entry) => entry.at).filter((at) => at >= from).sort((one, other) => one - other);
  return Math.max(...times.map((at, index) => at - (index === 0 ? from : times[index - 1])));
}

/** Waits until acts are acknowledged again after `from`. */
async function recorded(people, from, least = 20) {
  const within = performance.now() + 120_000;
  while (people.history.filter((entry) => entry.at > from).length < least) {
    if (performance.now() > within) throw new Error(`nothing is recorded any more\n${own.log()}`);
    await Promise.race([pause(100), people.all]);
  }
}

/** What happens to a leader, and how it comes back. */
const FATES = [
  ["killed", (name) => cluster.kill(name), (name) => cluster.start(name)],
  ["frozen", (name) => cluster.freeze(name), (name) => cluster.thaw(name)],
  ["cut off", (name) => cluster.cut(name, { wholly: true }), (name) => cluster.mend(name)],
  ["cut off from its peers", (name) => cluster.cut(name), (name) => cluster.mend(name)],
];
const fates = FATES.filter(([words]) => words === option("fate", words));

async function failover(people, turn) {
  const leader = await cluster.whole();
  await Promise.race([pause(1_000 + random() * 2_000), people.all]);
  const [words, hit, back] = fates[turn % fates.length];
  const from = performance.now();
  hit(leader);
  let lost;
  let next;
  try {
    // Long enough that what the dying one still answered is not taken for the new one's.
    await pause(1_000);
    await recorded(people, performance.now());
    lost = gap(people.history, from);
    next = await cluster.leader();
  } finally {
    back(leader);
  }
  console.log(`${turn + 1}: ${leader} ${words}, ${next ?? "?"} leads, no act recorded for ${Math.round(lost)} ms`);
  worst.set(words, Math.max(worst.get(words) ?? 0, lost));
  return lost;
}

/** Acts that only the leader has, and then it is gone. */
async function loss(people) {
  const leader = await cluster.whole();
  await cluster.configure(leader, { synchronous_mode: false, synchronous_mode_strict: false, maximum_lag_on_failover: 1 << 30 });
  // Patroni takes the setting up within a turn of its loop.
  await pause(12_000);
  await cluster.whole({ loose: true });
  if (cluster.stopSenders(leader) < cluster.names.length - 1) throw new Error(`${leader} sends to too few`);
  await recorded(people, performance.now(), 50);
  cluster.kill(leader);
  // The clients hear from the new leader that what they were told of does not exist: that ends them.
  await Promise.race([recorded(people, performance.now() + 1_000).catch(() => {}), people.all.catch(() => {})]);
  cluster.start(leader);
}

let held;
let people;
let follower;
const gaps = [];
const worst = new Map();
try {
  own.start();
  await own.ready();
  people = await crowd(own, { clients, random });
  await recorded(people, performance.now());
  const code = JSON.parse(people.history.find((entry) => entry.kind === "file" && entry.status < 300).answer).code;
  if (control) {
    await loss(people);
  } else {
    follower = reader(code);
    try {
      for (let turn = 0; turn < kills; turn += 1) gaps.push(await failover(people, turn));
    } catch (error) {
      // Whatever a client was told wrongly, the journal is compared all the same.
      found.push(`after ${gaps.length} failovers: ${error.message}`);
    }
    follower.going = false;
    await follower.all;
  }
  await people.stop().catch(() => {});
  // A member that does not come back is a fault of its own; what was acknowledged is compared all the same.
  await cluster.whole({ loose: control }).catch((error) => found.push(error.message));
  own.child.kill("SIGTERM");
  await own.ended;
  own.run(["verify"]);
  const wrong = contradictions(people.history, own.journal());
  found.push(...wrong);
  // True whatever else is found, and then said beside it.
  if (wrong.length === 0) held = "nothing acknowledged lost, nothing twice, `motcua verify` on the survivor without finding";
} finally {
  await own.kill().catch(() => {});
  own.remove();
}

if (control) {
  const caught = found.filter((words) => words.includes("is not in the journal") || words.includes("acknowledged acts have no"));
  rig.controlled(caught.length > 0, `${caught.length} findings of lost acts, such as ${caught[0]}`);
}
gaps.sort((one, other) => one - other);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const most = gaps.at(-1);
const each = [...worst].map(([words, lost]) => `${words} ${seconds(lost)}`).join(", ");
const acts = people.history.length;
const again = people.history.filter((entry) => entry.again).length;
const said = `${gaps.length} failovers, the leader ${[...worst.keys()].join(", ")} in turns, ${clients} clients, ${acts} acts acknowledged, ${again} asked for again, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s; no act recorded for ${seconds(most)} at worst (${each}), ${seconds(gaps[Math.floor(gaps.length / 2)])} in the median; an applicant's page without an answer for ${seconds(follower.longest)} at most`;
if (flag("record") && most > GAP_MS) found.push(`no act was recorded for ${seconds(most)}, more than ${seconds(GAP_MS)}`);
rig.conclude({
  done: `Patroni, three etcd, three PostgreSQL in networks of their own on one machine, one synchronous standby: ${said}`,
  good: `${held}; no act waited for more than ${seconds(most)} of ${seconds(GAP_MS)} allowed`,
  held,
});
