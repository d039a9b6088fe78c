// A disk whose plug can be pulled at any instant: what was written to it so far is kept, what was not is gone.
//
// The disk is a file with an ext4 file system, in a subvolume of btrfs. A snapshot of the subvolume is the file as the
// upper file system has written it until then; what waits in the memory of the machine is not in it. As root.

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { command, folder, leaving } from "./program.mjs";

const run = (program, ...words) => execFileSync(program, words, { stdio: ["ignore", "ignore", "pipe"] });

/** A disk of so many megabytes, mounted at `path` until `remove()`. */
export function disk(megabytes) {
  if (process.getuid() !== 0) throw new Error("a disk can be mounted by root only");
  const place = folder("disk");
  // A server on the disk runs as another user, who must get there.
  chmodSync(place, 0o711);
  const at = (name) => join(place, name);
  const mounted = [];
  const mount = (image, where) => {
    mkdirSync(where, { recursive: true });
    run("mount", "-o", "loop", image, where);
    mounted.push(where);
  };
  const unmount = (where) => {
    run("umount", where);
    mounted.splice(mounted.indexOf(where), 1);
  };
  const own = { path: at("disk") };
  own.remove = () => {
    for (const where of mounted.splice(0).reverse()) {
      try {
        run("umount", where);
      } catch {
        run("umount", "-l", where);
      }
    }
    rmSync(place, { recursive: true, force: true });
  };
  leaving(own.remove);
  try {
    run("truncate", "-s", `${megabytes * 12}M`, at("host.img"));
    run("mkfs.btrfs", "-q", "-f", at("host.img"));
    mount(at("host.img"), at("host"));
    run("btrfs", "subvolume", "create", at("host/now"));
    run("truncate", "-s", `${megabytes}M`, at("host/now/disk.img"));
    run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", at("host/now/disk.img"));
    mount(at("host/now/disk.img"), own.path);
  } catch (error) {
    own.remove();
    throw error;
  }
  /** Pulls the plug of a copy, while everything goes on; gives its name. */
  own.cut = async (number) => {
    const name = `cut-${number}`;
    const done = await command("btrfs", ["subvolume", "snapshot", at("host/now"), at(`host/${name}`)]);
    if (done.code !== 0) throw new Error(`no snapshot: ${done.err}`);
    return name;
  };
  /** Starts on what a cut left: calls `look` with the folder where it is mounted, then throws the copy away. */
  own.after = async (name, look) => {
    const where = at(`after-${name}`);
    mount(at(`host/${name}/disk.img`), where);
    try {
      return await look(where);
    } finally {
      unmount(where);
      run("btrfs", "subvolume", "delete", at(`host/${name}`));
    }
  };
  return own;
}
