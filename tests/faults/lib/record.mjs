// What a rig found, as a row of FAULTS.md: written by the rig, never by hand. What else a reader must know of the machine
// (others at work on it, a debug build) stands in MOTCUA_MACHINE.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { flag } from "./program.mjs";

const FILE = fileURLToPath(new URL("../../../FAULTS.md", import.meta.url));
const HEAD = `# Faults

What the program was put through, and what came of it. Each row is written by its rig under \`tests/faults/\`; run one
again with the command in its first column, or all of them with \`./test --faults\`. A *control* breaks something on purpose
and must be found out: a rig that cannot fail proves nothing.

| fault, command | date | commit | machine | what was done | what was found | control |
|---|---|---|---|---|---|---|
`;

const git = (...words) => execFileSync("git", words, { encoding: "utf8", cwd: fileURLToPath(new URL(".", import.meta.url)) }).trim();

/** Puts a row in the place of the one that the same command wrote before. */
export function record({ fault, command, done, found, control }) {
  const changed = git("status", "--porcelain", "--", ":(top)", ":(top,exclude)FAULTS.md") === "" ? "" : " and changes";
  const cells = [
    `**${fault}** \`${command}\``,
    new Date().toISOString().slice(0, 10),
    git("rev-parse", "--short", "HEAD") + changed,
    [`${cpus().length} cores`, process.env.MOTCUA_MACHINE].filter(Boolean).join(", "),
    done,
    found,
    control,
  ];
  const row = `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  const text = existsSync(FILE) ? readFileSync(FILE, "utf8") : HEAD;
  const lines = text.trimEnd().split("\n");
  const own = lines.findIndex((line) => line.startsWith(`| ${cells[0]} |`));
  if (own >= 0) lines[own] = row;
  else lines.push(row);
  const first = lines.findIndex((line) => line.startsWith("|---")) + 1;
  const rows = lines.slice(first).sort();
  writeFileSync(FILE, `${[...lines.slice(0, first), ...rows].join("\n")}\n`);
}

/** Says what came of a rig, writes its row with `--record`, and ends with 0 only when nothing was found. */
export function conclude({ fault, command, done, found, good, control }) {
  console.log(`${fault}: ${done}`);
  for (const words of found.slice(0, 20)) console.log(`  ${words}`);
  const whole = found.length === 0;
  if (flag("record")) record({ fault, command, done, found: whole ? good : found.slice(0, 20).join("; "), control });
  console.log(whole ? `${fault} passed` : `${fault} FAILED: ${found.length}`);
  process.exit(whole ? 0 : 1);
}

/** Says whether a control was found out, and ends with 0 only when it was. */
export function controlled(fault, caught, words) {
  console.log(caught ? `${fault}, control: found: ${words}` : `${fault}, control: NOTHING WAS FOUND`);
  process.exit(caught ? 0 : 1);
}
