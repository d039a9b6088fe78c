// F02: the plug is pulled under load, again and again, and the program is started on what the disk holds.
//
//   node tests/faults/f02-power-cut.mjs [--cuts 100] [--clients 8] [--scanners 4] [--seed 1] [--postgresql] [--record]
//
// As root: it mounts file systems. Needs btrfs-progs and e2fsprogs; with --control eatmydata; with --postgresql the
// programs of the server. Passes when the program starts by itself on each copy and everything that was acknowledged
// before the cut is there: acts, codes, and every byte of every scan, also of one that was there already when it was sent. With
// --control no write waits for the disk: then losses must be found.

import { join } from "node:path";
import { crowd } from "./lib/crowd.mjs";
import { disk } from "./lib/disk.mjs";
import { asOf, contradictions } from "./lib/history.mjs";
import { server } from "./lib/postgresql.mjs";
import { flag, option, pause, place, seeded } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";
import { lostFiles, scanner } from "./lib/scans.mjs";

const CUTS_OF_A_DISK = 10;
const cuts = Number(option("cuts", "100"));
const clients = Number(option("clients", "8"));
const scanners = Number(option("scanners", "4"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const onServer = flag("postgresql");
const random = seeded(seed);
const begun = Date.now();
const rig = faultOf({
  fault: `F02 ${onServer ? "PostgreSQL" : "SQLite"}`,
  command: `node tests/faults/f02-power-cut.mjs${onServer ? " --postgresql" : ""}`,
  control: onServer ? "a server with `fsync = off`" : "the program without fsync (eatmydata)",
});
const { found } = rig;
const sums = { acts: 0, scans: 0, repeated: 0, lossy: 0, slowest: 0 };

/** The program over what a disk holds, with the server of its database where there is one. */
async function over(path, wrap = []) {
  const base = onServer ? server(join(path, "server"), { fsync: control ? "off" : "on" }) : null;
  try {
    if (base?.isThere()) base.start();
    else base?.create();
  } catch (error) {
    base.remove();
    throw error;
  }
  const own = await place({ data: join(path, "data"), wrap, ...(base ? { database: base.url } : {}) });
  return { own, base };
}

/** Everything that is wrong with what one cut left. */
async function look(path, history, kept, at) {
  let one = null;
  try {
    one = await over(path);
    one.own.start();
    sums.slowest = Math.max(sums.slowest, await one.own.ready());
    await one.own.stop();
    one.own.run(["verify"]);
    const wrong = contradictions(asOf(history, at), one.own.journal());
    return [...wrong, ...lostFiles(one.own.data, kept, at)];
  } catch (error) {
    return [`what the cut left cannot be used: ${String(error.stderr || error.message).trim().slice(0, 400)}`];
  } finally {
    await one?.own.kill().catch(() => {});
    one?.base?.remove();
  }
}

async function round(number, of) {
  const own = disk(onServer ? 1000 : 400);
  let one = null;
  try {
    one = await over(own.path, control && !onServer ? ["eatmydata"] : []);
    one.own.start();
    await one.own.ready();
    const people = await crowd(one.own, { clients, random });
    const scans = await Promise.all(Array.from({ length: scanners }, () => scanner(one.own, { history: people.history, random, again: true })));
    const copies = [];
    for (let turn = 0; turn < of; turn += 1) {
      await Promise.race([pause(100 + random() * 500), people.all, ...scans.map((each) => each.done)]);
      const at = Date.now();
      copies.push({ name: await own.cut(turn), at });
    }
    for (const each of scans) await each.stop();
    await people.stop();
    await one.own.stop();
    one.base?.stop();
    sums.acts += people.history.length;
    const kept = scans.flatMap((each) => each.kept);
    sums.scans += kept.length;
    sums.repeated += kept.filter((file) => file.repeated).length;
    for (const { name, at } of copies) {
      const wrong = await own.after(name, (path) => look(path, people.history, kept, at));
      if (wrong.length > 0) sums.lossy += 1;
      found.push(...wrong.map((words) => `round ${number}, ${name}: ${words}`));
    }
  } finally {
    await one?.own.kill().catch(() => {});
    one?.base?.remove();
    own.remove();
  }
}

for (let left = cuts, number = 1; left > 0; left -= CUTS_OF_A_DISK, number += 1) await round(number, Math.min(left, CUTS_OF_A_DISK));

const scans = `${sums.scans} scans acknowledged, ${sums.repeated} of them sent again by another or the same`;
const done = `${cuts} cuts on ${Math.ceil(cuts / CUTS_OF_A_DISK)} disks, ${clients} clients and ${scanners} that scan, ${sums.acts} acts and ${scans}, seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s; ready again after at most ${Math.round(sums.slowest)} ms`;
if (sums.repeated === 0) found.push("no scan was sent again, so that way was not tried");
if (control) rig.controlled(sums.lossy > 0, `${sums.lossy} of ${cuts} cuts lost something, such as ${found[0]}`);
rig.conclude({ done, good: "each start without hands, nothing acknowledged lost, every scan whole, `motcua verify` without finding" });
