// A clock of its own for the program: it begins where a story begins and is moved to where it goes on.

import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BELIEVED } from "../../faults/lib/clock.mjs";

const SOURCE = fileURLToPath(new URL("./clock.c", import.meta.url));

/** Milliseconds of an instant in office time, such as "2025-06-02T09:00". */
const instant = (text) => Date.parse(`${text.length === 16 ? `${text}:00` : text}+07:00`);

/**
 * Makes the clock in a folder; `environment` is for the program that shall see it.
 * It goes on by itself, as fast as every clock.
 */
export function makeClock(folder, begin) {
  const library = join(folder, "clock.so");
  const made = spawnSync("cc", ["-shared", "-fPIC", "-O1", "-o", library, SOURCE], { encoding: "utf8" });
  if (made.error || made.status !== 0) throw new Error(`the clock needs a C compiler: ${made.error ?? made.stderr}`);
  const file = join(folder, "clock.offset");
  writeFileSync(file, Buffer.alloc(8));
  // Written in place: the program has the file mapped.
  const move = (text) => {
    // Whole seconds, and never a moment too early.
    const seconds = Math.ceil((instant(text) - Date.now()) / 1000);
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(seconds));
    const open = openSync(file, "r+");
    writeSync(open, bytes, 0, 8, 0);
    closeSync(open);
  };
  move(begin);
  return { move, environment: { LD_PRELOAD: library, CLOCK_FILE: file, ...BELIEVED } };
}
