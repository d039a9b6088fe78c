// What a rig found, as a row of FAULTS.md: written by the rig, never by hand. What else a reader must know of the machine
// (others at work on it, a debug build) stands in MOTCUA_MACHINE; MOTCUA_FAULTS names another file than FAULTS.md.
//
// A rig announces itself with `faultOf` before it begins, so that one that breaks leaves a row, too. What a run with
// `--control` finds is kept under target/faults until the run with `--record` of the same rig and program quotes it.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROGRAM, flag } from "./program.mjs";

const RIGS = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const FILE = process.env.MOTCUA_FAULTS ?? join(ROOT, "FAULTS.md");
const CONTROLS = join(ROOT, "target/faults");
const MOST = 20;
const HEAD = `# Faults

What the program was put through, and what came of it. Each row is written by its rig under \`tests/faults/\`; run one
again with the command in its first column, or all of them with \`./test --faults\`. A *control* breaks something on purpose
and must be found out: a rig that cannot fail proves nothing. The last column is what the control of the same program and
rig found, in the same run or in one with \`--control\` before it; \`control not run\` where there was none.

| fault, command | date | commit | machine | what was done | what was found | control |
|---|---|---|---|---|---|---|
`;

const git = (...words) => execFileSync("git", words, { encoding: "utf8", cwd: RIGS }).trim();
const today = () => new Date().toISOString().slice(0, 10);

function commit() {
  const changed = git("status", "--porcelain", "--", ":(top)", ":(top,exclude)FAULTS.md") === "" ? "" : " and changes";
  return git("rev-parse", "--short", "HEAD") + changed;
}

/** What is tried and with what: the program and all rigs, to the byte. */
function tried() {
  const digest = createHash("sha256").update(readFileSync(PROGRAM));
  const names = readdirSync(RIGS, { recursive: true }).filter((name) => /\.(mjs|py|sh)$/.test(name));
  for (const name of names.sort()) digest.update(readFileSync(join(RIGS, name)));
  return digest.digest("hex");
}

/** Puts a row in the place of the one that the same command wrote before. */
function write({ fault, command, done, found, control }) {
  const cells = [
    `**${fault}** \`${command}\``,
    today(),
    commit(),
    [`${cpus().length} cores`, process.env.MOTCUA_MACHINE].filter(Boolean).join(", "),
    /\bseed\b/.test(done) ? done : `${done}; no seed, nothing is drawn`,
    found,
    control,
  ];
  const row = `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const lines = (existsSync(FILE) ? readFileSync(FILE, "utf8") : HEAD).trimEnd().split("\n");
  const rows = lines.slice(lines.findIndex((line) => line.startsWith("|---")) + 1).filter((line) => !line.startsWith(`| ${cells[0]} |`));
  writeFileSync(FILE, `${HEAD}${[...rows, row].sort().join("\n")}\n`);
}

/** What was found, the same only once with its number, and not without end. */
function told(found) {
  const times = new Map();
  for (const words of found) times.set(words, (times.get(words) ?? 0) + 1);
  return [...times].slice(0, MOST).map(([words, count]) => (count > 1 ? `${words} (${count} times)` : words));
}

/**
 * Announces a rig; gives where it puts what it finds, and how it ends.
 *
 * From here on `--record` means a row, whatever becomes of the rig: one that throws, or is ended or killed, leaves a row that
 * says so in the place of the one of an older run. `control` says what a run with `--control` breaks.
 */
export function faultOf({ fault, command, control }) {
  const found = [];
  const begun = performance.now();
  const kept = join(CONTROLS, `${fault.replace(/\W+/g, "-")}.json`);
  const recording = flag("record") && !flag("control");
  let over = false;

  if (flag("control")) rmSync(kept, { force: true });
  if (recording) {
    let why = null;
    const broken = (words) => {
      const done = `broken off after ${Math.round((performance.now() - begun) / 1000)} s`;
      write({ fault, command, done, found: [...told(found), words].join("; "), control: "not asked" });
    };
    // Nothing can be written any more by one that is killed.
    broken("THE RIG DID NOT END: it was killed, or the machine went down");
    process.on("uncaughtExceptionMonitor", (error) => {
      why ??= String(error?.message ?? error).split("\n")[0];
    });
    process.on("exit", (code) => {
      // 130 is of program.mjs; Node itself ends so when nothing is left that could go on.
      const ends = { 0: "what it waited for never came", 130: "it was told to end" };
      if (!over) broken(`THE RIG BROKE: ${why ?? ends[code] ?? `it ended with ${code}`}`);
    });
  }

  /** What the control of this program and these rigs found, in words. */
  function controlledBefore() {
    const before = existsSync(kept) ? JSON.parse(readFileSync(kept, "utf8")) : null;
    if (before?.command !== command || before.tried !== tried()) return `control not run${control ? ` (${control})` : ""}`;
    if (!before.caught) found.push("the control found nothing: this rig proves nothing");
    return `${control}: ${before.caught ? `found, ${before.words}` : "NOTHING WAS FOUND"} (${before.date}, ${before.commit})`;
  }

  return {
    found,
    /**
     * Says what came of the rig, writes its row with `--record`, and ends with 0 only when nothing was found.
     *
     * `good` is the row of a rig that found nothing, `held` what is true though it found something. `measured` is what a control
     * within the same run found.
     */
    conclude({ done, good, held, measured }) {
      const quoted = recording && measured === undefined ? controlledBefore() : measured;
      const whole = found.length === 0;
      console.log(`${fault}: ${done}`);
      if (whole) console.log(`  ${good}`);
      for (const words of told(found)) console.log(`  ${words}`);
      if (recording) write({ fault, command, done, found: whole ? good : [...told(found), held].filter(Boolean).join("; "), control: quoted });
      over = true;
      console.log(whole ? `${fault} passed` : `${fault} FAILED: ${found.length}`);
      process.exit(whole ? 0 : 1);
    },
    /** Says whether a control was found out, keeps it for the row, and ends with 0 only when it was. */
    controlled(caught, words) {
      const what = String(words ?? "").replaceAll("\n", " ").slice(0, 240);
      mkdirSync(CONTROLS, { recursive: true });
      writeFileSync(kept, JSON.stringify({ command, tried: tried(), date: today(), commit: commit(), caught, words: what }));
      console.log(caught ? `${fault}, control: found: ${what}` : `${fault}, control: NOTHING WAS FOUND`);
      process.exit(caught ? 0 : 1);
    },
  };
}
