// F01: the program is killed under load, again and again, and started on what is left.
//
//   node tests/faults/f01-kill.mjs [--kills 200] [--clients 32] [--seed 1] [--database postgres://…] [--record]
//
// Passes when nothing that was acknowledged is lost, nothing is there twice, the journal proves itself, codes have no
// gap, and, with --record, the program is ready again within two seconds of each start. With --control the clients ask again under a new
// key, which doubles acts on purpose: then the checker must find it.

import { crowd } from "./lib/crowd.mjs";
import { contradictions } from "./lib/history.mjs";
import { flag, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const READY_MS = 2_000;
const kills = Number(option("kills", "200"));
const clients = Number(option("clients", "32"));
const seed = Number(option("seed", "1"));
const control = flag("control");

const rig = faultOf({
  fault: `F01 ${option("database") ? "PostgreSQL" : "SQLite"}`,
  command: `${option("database") ? "tests/faults/on-postgresql.sh " : ""}node tests/faults/f01-kill.mjs`,
  control: "clients that retry under a new key",
});
const { found } = rig;
const own = await place();
const random = seeded(seed);
const begun = Date.now();
let slowest = 0;
let acts = 0;
let again = 0;
try {
  own.start();
  await own.ready();
  const people = await crowd(own, { clients, random, careless: control });
  for (let turn = 0; turn < kills; turn += 1) {
    await Promise.race([pause(50 + random() * 900), people.all]);
    await own.kill();
    own.start();
    slowest = Math.max(slowest, await own.ready());
  }
  await people.stop();
  own.child.kill("SIGTERM");
  await own.ended;
  own.run(["verify"]);
  found.push(...contradictions(people.history, own.journal()));
  acts = people.history.length;
  again = people.history.filter((entry) => entry.again).length;
} finally {
  await own.kill().catch(() => {});
  own.remove();
}
const done = `${kills} kills, ${clients} clients, ${acts} acts acknowledged, ${again} asked for again, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s; ready again after at most ${Math.round(slowest)} ms`;
if (control) {
  // At this number of kills some answer was lost after its act was recorded.
  const doubled = found.filter((words) => words.includes("more “"));
  rig.controlled(doubled.length > 0, `${kills} kills, ${doubled.join(", ")}`);
}
// A slow machine is no fault of the store, so only the full run holds the time against it.
if (flag("record") && slowest > READY_MS) found.push(`ready only after ${Math.round(slowest)} ms`);
rig.conclude({ done, good: "nothing lost, nothing twice, no gap; `motcua verify` without finding" });
