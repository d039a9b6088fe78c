// F11: files that somebody made to hurt whoever opens them, a virus among them, and a scanner that dies meanwhile.
//
//   node tests/faults/f11-poisoned.mjs [--files 600] [--seed 1] [--database postgres://…] [--record]
//
// Passes when the server lives, its memory stays bounded, every file is kept or refused in words, what must be refused
// is, and nobody reads a file that the scanner has not seen or knows. With --control nobody scans: then the rig must find
// that the virus can be read. Needs clamd (Debian: clamav-daemon).

import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EICAR, clamd } from "./lib/clamd.mjs";
import { raw, signIn, upload } from "./lib/pages.mjs";
import { mutated, pdf, special } from "./lib/poison.mjs";
import { ask, dossier, flag, option, place, seeded, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const files = Number(option("files", "600"));
const seed = Number(option("seed", "1"));
const control = flag("control");
const random = seeded(seed);
const begun = Date.now();
const GROWTH = 96 << 20;

const rig = faultOf({ fault: "F11", command: "node tests/faults/f11-poisoned.mjs", control: "without a scanner the virus can be read" });
const { found } = rig;
const folder = mkdtempSync(join(tmpdir(), "motcua-clamd-"));
const scanner = clamd(folder);
if (!control) process.env.MOTCUA_CONFIG = scanner.settings;
const own = await place();
const counts = new Map();
let most = 0;
let unscanned = 0;
let read = 0;
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${own.child.pid}/status`, "utf8"))[1]) * 1024;
let watch;
try {
  if (!control) await scanner.start();
  own.start();
  await own.ready();
  const token = await tokenOf(own, "tiepnhan");
  const cookie = await signIn(own, "tiepnhan");
  await upload(own, token, pdf("the first"));
  const before = memory();
  watch = setInterval(() => {
    most = Math.max(most, memory() - before);
  }, 50);
  let filed = JSON.parse((await ask(own, null, "POST", "/api/v1/dossiers", { token, key: "f11", body: dossier("Người Nộp") })).text);

  /** Uploads one; what is kept is named by the dossier, so that there is an address to read it at. */
  async function send(name, body, expected) {
    const answer = await upload(own, token, body).catch((error) => ({ status: 0, bytes: Buffer.from(String(error)) }));
    const text = answer.bytes.toString();
    const code = answer.status === 422 ? JSON.parse(text).errors[0].code : String(answer.status);
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if (![201, 422].includes(answer.status)) found.push(`${name} was answered with ${answer.status}: ${text.slice(0, 200)}`);
    if (expected !== undefined && code !== (expected ?? "201")) found.push(`${name} was answered with ${code}, not ${expected ?? "201"}`);
    if (answer.status !== 201) return null;
    const stored = JSON.parse(text);
    const sha256 = createHash("sha256").update(body).digest("hex");
    if (stored.sha256 !== sha256) found.push(`${name} was kept under another digest`);
    return { ...stored, name, virus: body.includes(EICAR) };
  }
  async function attach(kept) {
    for (let from = 0; from < kept.length; from += 20) {
      const scans = kept.slice(from, from + 20).map(({ sha256: file, bytes, media, pages }) => ({ file, bytes, media, pages }));
      const answer = await ask(own, null, "POST", `/api/v1/dossiers/${filed.id}/actions/attach`, { token, key: `f11-${kept[from].sha256}`, body: { revision: filed.revision, scans } });
      if (answer.status !== 200) throw new Error(`attaching was answered with ${answer.status}: ${answer.text}`);
      filed = JSON.parse(answer.text);
    }
  }
  /** Reads each that is kept: only what was scanned comes, as it was sent, and what can do something is only saved. */
  async function readAll(kept, withheld) {
    for (const { name, sha256, virus, faults, waits } of kept) {
      // A scanner that could not finish one in its time has it wait, too.
      if (waits && !withheld) continue;
      const answer = await raw(own, "GET", `/ho-so/${filed.id}/tep/${sha256}`, { headers: { cookie } });
      read += 1;
      const said = answer.status === 200;
      if (said && virus) found.push(`${name}: a virus was read`);
      if (said && withheld) found.push(`${name}: a file was read that nobody has scanned`);
      if (!said && !virus && !withheld) found.push(`${name}: reading was answered with ${answer.status}`);
      if (!said && answer.status !== 409) found.push(`${name}: reading was answered with ${answer.status}`);
      if (said && createHash("sha256").update(answer.bytes).digest("hex") !== sha256) found.push(`${name}: another content came`);
      const shown = said && /^inline/.test(answer.headers["content-disposition"]);
      if (shown && faults.some((words) => words.includes("mã lệnh"))) found.push(`${name} is shown beside the pages`);
      if (said && answer.headers["x-content-type-options"] !== "nosniff") found.push(`${name}: a browser may guess what it is`);
    }
  }
  /** Some at once, as several counters do. */
  async function sendAll(list) {
    const kept = [];
    const queue = [...list];
    const desk = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const one = await send(...next);
        if (one) kept.push(one);
      }
    };
    await Promise.all(Array.from({ length: 6 }, desk));
    // The same content sent twice is one file.
    return [...new Map(kept.map((one) => [one.sha256, one])).values()];
  }

  const virus = (name) => [name, pdf(`${name} ${EICAR}`), control ? undefined : "infected"];
  const mutants = (from, count) => Array.from({ length: count }, (_, turn) => [`mutant ${from + turn}`, mutated(random, from + turn)]);
  const seen = await sendAll([...special(), virus("virus"), ...mutants(0, files)]);
  await attach(seen);
  await readAll(seen, false);
  if (!control) {
    // The scanner dies while files come.
    const coming = sendAll(mutants(files, Math.ceil(files / 6)));
    await scanner.kill();
    await coming;
    const waiting = await sendAll([["virus that waits", pdf(`late ${EICAR}`), null], ...mutants(2 * files, Math.ceil(files / 12))]);
    unscanned = waiting.filter((one) => one.waits).length;
    if (unscanned !== waiting.length) found.push(`${waiting.length - unscanned} files did not wait though nobody scanned`);
    await attach(waiting);
    await readAll(waiting, true);
    await scanner.start();
    own.run(["files", "scan"]);
    await readAll(waiting.map((one) => ({ ...one, waits: false })), false);
  }
  if (own.child.exitCode !== null) found.push(`the server ended with ${own.child.exitCode}`);
  if (most > GROWTH) found.push(`the memory of the server grew by ${most >> 20} MB`);
  clearInterval(watch);
  own.child.kill("SIGTERM");
  if ((await own.ended) !== 0) found.push("the server did not end well");
  own.run(["verify"]);
} finally {
  clearInterval(watch);
  await own.kill().catch(() => {});
  await scanner.kill();
  own.remove();
  rmSync(folder, { recursive: true, force: true });
}
const codes = [...counts].sort().map(([code, count]) => `${code} ${count}`).join(", ");
const done = `${files} mutants and more, bombs, two things in one file, a virus, the scanner killed meanwhile; answered: ${codes}; ${read} reads, ${unscanned} of files that waited; seed ${seed}, ${Math.round((Date.now() - begun) / 1000)} s`;
if (control) {
  const caught = found.filter((words) => words.includes("a virus was read"));
  rig.controlled(caught.length > 0, caught[0]);
}
rig.conclude({ done, good: `the server lived, its memory grew by ${most >> 20} MB, nobody read what was not scanned or was infected, everything else came back as it was sent` });
