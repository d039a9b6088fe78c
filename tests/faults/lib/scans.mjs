// A client that attaches scan after scan, and a look at what is kept of them, without the program.

import { createHash, randomFillSync, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, dossier, pause, tokenOf } from "./program.mjs";

/** A file that passes for a scan, of so many bytes and more. */
export function scan(size) {
  return Buffer.concat([Buffer.from("%PDF-1.4\n"), randomFillSync(Buffer.alloc(size)), Buffer.from("\n%%EOF\n")]);
}

/**
 * Uploads files and attaches them to a dossier of its own, until `stop()`.
 *
 * `kept` holds every file that was acknowledged, each time that it was, `history` gets the acts. With `again` somebody else sends most
 * of the files at the same time, and this one sends half of them once more: who is told that a content is there already must find
 * it as lasting as who brought it first.
 */
export async function scanner(own, { history, random, largest = 200_000, again = false }) {
  const token = await tokenOf(own, "tiepnhan");
  const other = again ? await tokenOf(own, "xuly") : null;
  const kept = [];
  let going = true;

  async function act(kind, path, body) {
    const entry = { key: randomUUID(), kind, begun: Date.now() };
    history.push(entry);
    const answer = await ask(own, null, "POST", path, { token, key: entry.key, body });
    if (answer.status >= 300) throw new Error(`${kind} was answered with ${answer.status}: ${answer.text.slice(0, 400)}`);
    Object.assign(entry, { status: answer.status, answer: answer.text, answered: Date.now() });
    return JSON.parse(answer.text);
  }

  /** Sends a content; `repeated` says that it was sent before. */
  async function send(holder, content, repeated = false) {
    const begun = Date.now();
    const answer = await ask(own, null, "POST", "/api/v1/files", { token: holder, bytes: content });
    if (answer.status !== 201) throw new Error(`a scan was answered with ${answer.status}: ${answer.text.slice(0, 400)}`);
    const told = JSON.parse(answer.text);
    kept.push({ sha256: told.sha256, begun, answered: Date.now(), repeated });
    return told;
  }

  /** The same content of somebody else, while the first is being kept. */
  async function late(content) {
    await pause(random() * 12);
    await send(other, content, true);
  }

  async function work() {
    let filed = await act("file", "/api/v1/dossiers", dossier("Người Gửi Bản Quét"));
    for (let turn = 1; going; turn += 1) {
      const content = scan(2_000 + Math.floor(random() * largest));
      const [answer] = await Promise.all([send(token, content), ...(again && turn % 4 > 0 ? [late(content)] : [])]);
      if (again && turn % 2 === 0) await send(token, content, true);
      const { sha256, bytes, media } = answer;
      const body = { revision: filed.revision, scans: [{ file: sha256, bytes, media }] };
      filed = await act("attach", `/api/v1/dossiers/${filed.id}/actions/attach`, body);
      // A history does not grow without end.
      if (turn % 20 === 0) filed = await act("file", "/api/v1/dossiers", dossier("Người Gửi Bản Quét"));
      await pause(5);
    }
  }
  const done = work();
  done.catch(() => {});
  return {
    kept,
    done,
    async stop() {
      going = false;
      await done;
    },
  };
}

/** Where a store keeps the file of a digest. */
export const fileOf = (data, digest) => join(data, "files", digest.slice(0, 2), digest.slice(2));

/** The files acknowledged before `from` that are missing or not what they were. */
export function lostFiles(data, kept, from = Number.POSITIVE_INFINITY) {
  const found = [];
  for (const { sha256 } of kept.filter((file) => file.answered < from)) {
    const path = fileOf(data, sha256);
    if (!existsSync(path)) found.push(`the file ${sha256} was acknowledged and is missing`);
    else if (createHash("sha256").update(readFileSync(path)).digest("hex") !== sha256) found.push(`the file ${sha256} is not what was sent`);
  }
  return found;
}
