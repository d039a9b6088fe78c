// A clock that the rig turns while the program runs: Debian's faketime, under the program's own clock alone.

import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "./program.mjs";

function library() {
  const base = "/usr/lib";
  const found = readdirSync(base).map((name) => join(base, name, "faketime/libfaketimeMT.so.1")).find((path) => existsSync(path));
  if (found) return found;
  throw new Error("faketime is missing: install the Debian package faketime");
}

/** For the environment of a program that must believe whatever this clock says: its own guard of the clock is off. */
export const BELIEVED = { MOTCUA_CLOCK_OFF_S: "4000000000", MOTCUA_CLOCK_BACK_S: "4000000000" };

/** A clock for the environment of a program: `set(instant)` or `turn(ms)`, and `now()` is what the program sees. */
export function clock(start = Date.now()) {
  const place = folder("clock");
  const file = join(place, "offset");
  let offset = 0;
  const write = () => {
    // Read anew at each look, so it must never be half written.
    writeFileSync(`${file}.new`, `${offset < 0 ? "-" : "+"}${Math.abs(offset / 1000).toFixed(3)}\n`);
    renameSync(`${file}.new`, file);
  };
  const own = {
    env: {
      LD_PRELOAD: library(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      // Timers must not jump with the clock, as they do not on a real machine.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    },
    now: () => Date.now() + offset,
    set(instant) {
      offset = new Date(instant).getTime() - Date.now();
      write();
    },
    turn(ms) {
      offset += ms;
      write();
    },
    remove: () => rmSync(place, { recursive: true, force: true }),
  };
  own.set(start);
  return own;
}
