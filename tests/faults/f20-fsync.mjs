// F20: the disk fails to keep a commit: the K-th fsync of the program is answered with an input/output error.
//
//   node tests/faults/f20-fsync.mjs [--tries 20] [--seed 1] [--record]        needs strace
//
// Passes when no act is acknowledged whose commit failed, nothing more is acknowledged until the program was started
// again, and then everything that was acknowledged is there.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { contradictions } from "./lib/history.mjs";
import { ask, dossier, flag, option, place, seeded, tokenOf } from "./lib/program.mjs";
import { record } from "./lib/record.mjs";

const tries = Number(option("tries", "20"));
const seed = Number(option("seed", "1"));
const random = seeded(seed);
const found = [];
let acknowledged = 0;
let refused = 0;
for (let turn = 0; turn < tries; turn += 1) {
  const which = 40 + Math.floor(random() * 160);
  const wrap = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", `inject=fsync,fdatasync:error=EIO:when=${which}`];
  const own = await place({ wrap });
  const history = [];
  try {
    own.start();
    await own.ready(120_000);
    const token = await tokenOf(own, "tiepnhan");
    let failed = 0;
    for (let number = 0; number < 400 && failed < 5; number += 1) {
      const entry = { key: randomUUID(), kind: "file" };
      const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: entry.key, body: dossier(`Người ${number}`) }).catch(() => null);
      history.push(entry);
      if (answer === null) failed += 1;
      else if (answer.status === 201) {
        if (failed > 0) found.push("an act was acknowledged after a commit had failed");
        Object.assign(entry, { status: answer.status, answer: answer.text });
      } else failed += 1;
    }
    if (failed === 0) found.push(`fsync ${which} failed and nobody was told`);
    refused += failed;
    await own.kill();
    own.run(["verify"]);
    own.run(["export", `${own.data}/journal.ndjson`]);
    // What was not acknowledged may be there or not, so its entries stay open.
    found.push(...contradictions(history, readFileSync(`${own.data}/journal.ndjson`, "utf8").trimEnd().split("\n")));
    acknowledged += history.filter((entry) => entry.status).length;
  } finally {
    await own.kill().catch(() => {});
    own.remove();
  }
}
const said = `${tries} starts with one failing fsync each, ${acknowledged} acts acknowledged, ${refused} refused, seed ${seed}`;
console.log(`F20: ${said}`);
for (const contradiction of found.slice(0, 20)) console.log(`  ${contradiction}`);
if (flag("record")) {
  record({
    fault: "F20",
    command: "node tests/faults/f20-fsync.mjs",
    done: said,
    found: found.length === 0 ? "no act acknowledged whose commit failed, none after it; all acknowledged ones there after a new start" : found.join("; "),
    control: "each start must refuse: one that notices nothing fails the rig",
  });
}
console.log(found.length === 0 ? "F20 passed" : `F20 FAILED: ${found.length}`);
process.exit(found.length === 0 ? 0 : 1);
