// ClamAV's scanner with one signature of its own, started and killed by a rig (Debian: clamav-daemon).

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { pause } from "./program.mjs";

/** The text that every scanner knows as a test, in two halves: no scanner shall find it here. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** A scanner under a folder; `settings` is what the program has to be told. */
export function clamd(folder) {
  const database = join(folder, "signatures");
  mkdirSync(database, { recursive: true });
  const known = Buffer.from("EICAR-STANDARD-ANTIVIRUS-TEST-FILE").toString("hex");
  writeFileSync(join(database, "eicar.ndb"), `Motcua.Eicar:0:*:${known}\n`);
  const socket = join(folder, "clamd.sock");
  const config = join(folder, "clamd.conf");
  writeFileSync(config, `LocalSocket ${socket}\nDatabaseDirectory ${database}\nTemporaryDirectory ${folder}\nForeground yes\nStreamMaxLength 26M\n`);
  const settings = join(folder, "motcua.toml");
  writeFileSync(settings, `[files]\nclamd = "unix:${socket}"\n`);
  const own = { settings, child: null };
  own.start = async () => {
    const program = existsSync("/usr/sbin/clamd") ? "/usr/sbin/clamd" : "clamd";
    own.child = spawn(program, ["-c", config], { stdio: "ignore" });
    own.ended = new Promise((resolve) => own.child.once("exit", resolve));
    for (let turn = 0; turn < 600; turn += 1) {
      if (await answers(socket)) return;
      await pause(100);
    }
    throw new Error("clamd never listened");
  };
  own.kill = async () => {
    own.child?.kill("SIGKILL");
    await own.ended;
    rmSync(socket, { force: true });
  };
  return own;
}

function answers(socket) {
  return new Promise((resolve) => {
    const line = connect(socket);
    line.once("connect", () => line.destroy() && resolve(true));
    line.once("error", () => resolve(false));
  });
}
