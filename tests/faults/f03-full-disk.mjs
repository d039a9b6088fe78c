// F03: the disk of the store fills up while dossiers are filed, then the one of the files while scans are sent; each is freed again.
//
//   node tests/faults/f03-full-disk.mjs [--megabytes 48] [--record]        as root: it mounts small file systems
//
// Passes when filing is answered with a clear refusal (507 or 503) as soon as there is no room, reading goes on for the public
// and for officers, whose looks are in the journal afterwards, filing goes on after room was made without a restart, and
// nothing that was acknowledged is lost. Of the files: a scan is refused with 507, no half of one stays, dossiers are filed
// and accepted all the same, and scans are taken again after room was made. Each run ends with its controls: the last act that was
// acknowledged before the disk was full, taken out of the journal that the checker reads, and a scan taken off the disk must be missed.

import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contradictions } from "./lib/history.mjs";
import { upload } from "./lib/pages.mjs";
import { pdf } from "./lib/poison.mjs";
import { ask, dossier, folder, leaving, option, pause, place, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";
import { fileOf } from "./lib/scans.mjs";

const megabytes = Number(option("megabytes", "48"));
const rig = faultOf({ fault: "F03", command: "node tests/faults/f03-full-disk.mjs" });
const { found } = rig;
const noticed = [];
const data = folder("full");
execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", data]);
leaving(() => execFileSync("umount", ["-l", data], { stdio: "ignore" }));
const history = [];
let refused = null;
let read = null;
let after = 0;
const own = await place({ data });
try {
  const ballast = join(data, "ballast");
  writeFileSync(ballast, Buffer.alloc(8 << 20));
  own.start();
  await own.ready();
  const token = await tokenOf(own, "tiepnhan");
  const file = async (turn) => {
    const entry = { key: randomUUID(), kind: "file" };
    history.push(entry);
    const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: entry.key, body: dossier(`Người ${turn}`) });
    entry.status = answer.status;
    entry.answer = answer.text;
    return answer;
  };
  for (let turn = 0; refused === null && turn < 200_000; turn += 1) {
    const answer = await file(turn);
    if (answer.status !== 201) refused = answer;
  }
  if (refused === null) throw new Error("the disk never filled up");
  if (![503, 507].includes(refused.status)) found.push(`a full disk was answered with ${refused.status}`);
  if (!JSON.parse(refused.text).detail) found.push("the refusal does not say what to do");
  const first = JSON.parse(history[0].answer);
  const ready = await ask(own, null, "GET", "/readyz");
  if (ready.status !== 503 || !ready.text.includes("no room")) found.push(`readiness said ${ready.status} ${ready.text.trim()} while the disk was full`);
  read = await ask(own, null, "GET", `/api/v1/track/${first.code}`);
  if (read.status !== 200) found.push(`reading was answered with ${read.status} while the disk was full`);
  // Who works on dossiers goes on reading them, though each look has to be journaled.
  const looked = await ask(own, null, "GET", `/api/v1/dossiers/${first.id}`, { token });
  if (looked.status !== 200) found.push(`a dossier was answered with ${looked.status} to an officer while the disk was full`);
  rmSync(ballast);
  for (let turn = 0; turn < 100; turn += 1) {
    const answer = await file(`sau ${turn}`);
    if (answer.status === 201) after += 1;
    else found.push(`filing was answered with ${answer.status} after room was made`);
  }
  const again = await ask(own, null, "GET", "/readyz");
  if (again.status !== 200) found.push(`readiness said ${again.status} ${again.text.trim()} after room was made`);
  // What was read meanwhile is journaled by the schedule, which wakes every second.
  await pause(1_500);
  await own.stop();
  own.run(["verify"]);
  const journal = join(folder("journal"), "journal.ndjson");
  own.run(["export", journal]);
  const lines = readFileSync(journal, "utf8").trimEnd().split("\n");
  found.push(...contradictions(history, lines));
  if (!lines.some((line) => line.includes(`"stream":"access/${first.id}"`))) found.push("who read while the disk was full is not in the journal");
  control(lines);
} finally {
  await own.kill().catch(() => {});
  execFileSync("umount", ["-l", data]);
  rmSync(data, { recursive: true, force: true });
}

/** The checker on a journal without the act that was acknowledged last before the disk was full. */
function control(lines) {
  const last = history[history.findIndex((entry) => entry.status !== 201) - 1];
  const { id, code } = JSON.parse(last.answer);
  const without = lines.filter((line) => !line.includes(`"stream":"dossier/${id}"`));
  const missed = contradictions(history, without).some((words) => words.startsWith(code) && words.includes("is not in the journal"));
  if (missed) noticed.push("an acknowledged act taken out of the journal");
  else found.push("the control found nothing: an acknowledged act taken out of the journal is not missed");
}

/** The volume of the files alone is full. */
async function files() {
  const data = folder("full-files");
  mkdirSync(join(data, "files"));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", join(data, "files")]);
  leaving(() => execFileSync("umount", ["-l", join(data, "files")], { stdio: "ignore" }));
  const own = await place({ data });
  own.start();
  await own.ready();
  const token = await tokenOf(own, "tiepnhan");
  const scan = (turn) => Buffer.concat([pdf(`bản quét ${turn}`), Buffer.from(`%${"x".repeat(200_000)}\n`)]);
  const kept = [];
  let refused = null;
  for (let turn = 0; refused === null && turn < 100; turn += 1) {
    const answer = await upload(own, token, scan(turn));
    if (answer.status === 201) kept.push(JSON.parse(answer.bytes.toString()));
    else refused = answer;
  }
  if (refused === null) throw new Error("the disk of the files never filled up");
  const text = refused.bytes.toString();
  if (refused.status !== 507 || !JSON.parse(text).detail) found.push(`a scan without room was answered with ${refused.status} ${text.slice(0, 160)}`);
  const filed = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: randomUUID(), body: dossier("Người Nộp Giấy") });
  if (filed.status !== 201) found.push(`filing without a scan was answered with ${filed.status} while the disk of the files was full`);
  const other = execFileSync("find", [join(data, "files"), "-type", "f", "-size", "+100k"], { encoding: "utf8" }).trim().split("\n");
  if (other.length !== kept.length) found.push(`${other.length} files are there, ${kept.length} were kept`);
  execFileSync("mount", ["-o", "remount,size=12m", join(data, "files")]);
  const again = await upload(own, token, scan(1000));
  if (again.status !== 201) found.push(`a scan was answered with ${again.status} after room was made`);
  // Only files that a dossier names are missed.
  const { id, revision } = JSON.parse(filed.text);
  const { sha256: file, bytes, media } = kept[0];
  const named = await ask(own, null, "POST", `/api/v1/dossiers/${id}/actions/attach`, { token, key: randomUUID(), body: { revision, scans: [{ file, bytes, media }] } });
  if (named.status !== 200) found.push(`attaching a scan was answered with ${named.status} ${named.text.slice(0, 160)}`);
  own.child.kill("SIGTERM");
  await own.ended;
  own.run(["verify"]);
  rmSync(fileOf(data, file));
  const missed = await own.command(["verify"]);
  if (missed.code !== 0 && (missed.out + missed.err).includes(file)) noticed.push("a scan taken off the disk");
  else found.push("the control found nothing: a scan taken off the disk is not missed");
  return `a disk of 4 MB for the files filled by ${kept.length} scans`;
}

const filed = history.filter((entry) => entry.status === 201).length;
rig.conclude({
  done: `a disk of ${megabytes} MB filled by ${filed - after} dossiers, then 8 MB freed and ${after} more filed; ${await files()}`,
  good: `refused with ${refused.status}, the public and officers went on reading, filing went on without a restart, nothing acknowledged lost; scans refused with 507, paper filed all the same`,
  measured: noticed.length > 0 ? `${noticed.join(", ")}: each missed` : "NOTHING WAS MISSED",
});
