// A table of docs/reference/performance.md that a script wrote: everything between two marks, with the day, the commit,
// the machine and the command.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../../docs/reference/performance.md", import.meta.url));
const git = (...words) => execFileSync("git", words, { encoding: "utf8", cwd: fileURLToPath(new URL(".", import.meta.url)) }).trim();

/** What else the machine was doing, as far as one number tells. */
export const load = () => loadavg()[0].toFixed(1);

/** Puts `lines` between the marks of `name`; the file must have them. */
export function write(name, command, others, lines) {
  const changed = git("status", "--porcelain", "--", ":(top)crates", ":(top)Cargo.toml") === "" ? "" : " and changes";
  const model = cpus()[0]?.model ?? "unknown processor";
  const head = `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, commit ${git("rev-parse", "--short", "HEAD")}${changed}, ${cpus().length} cores (${model}), load before it ${others}.`;
  const text = readFileSync(FILE, "utf8");
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${FILE} has no marks for ${name}`);
  writeFileSync(FILE, `${text.slice(0, from + begin.length)}${head}\n\n${lines.join("\n")}\n${text.slice(to)}`);
}
