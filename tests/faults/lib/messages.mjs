// Messages to applicants: what the journal says of them against the rows of the outbox, read without the program.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { option } from "./program.mjs";

const ROWS = "SELECT id FROM outbox ORDER BY id";
const READER = `import sqlite3, sys
for (name,) in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute("${ROWS}"): print(name)`;

/** The names of all messages in the outbox of a store that nobody serves. */
function outbox(own) {
  const database = option("database");
  const [program, ...words] = database
    ? ["psql", "--no-psqlrc", "--tuples-only", "--no-align", `--dbname=${database}`, `--command=${ROWS}`]
    : ["python3", "-c", READER, join(own.data, "store.sqlite")];
  return execFileSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 }).split("\n").filter(Boolean);
}

/**
 * What contradicts as many messages for each act as it says itself (`messages`), and the same in the journal and in the outbox;
 * `lines` are the exported journal. Gives it in words, and how many messages there are.
 */
export function messages(own, history, lines) {
  const queued = new Map();
  for (const line of lines.filter((one) => one.includes('"notice-queued"'))) {
    const { stream, kind, payload } = JSON.parse(line);
    if (kind === "notice-queued") queued.set(stream, [...(queued.get(stream) ?? []), JSON.parse(payload)]);
  }
  const found = [];
  const wanted = new Map(history.map((entry) => [`dossier/${entry.id}`, entry.messages]));
  for (const stream of new Set([...wanted.keys(), ...queued.keys()])) {
    const told = queued.get(stream) ?? [];
    const names = told.map((one) => `${one.kind} by ${one.channel}`).join(", ");
    if (told.length !== (wanted.get(stream) ?? 0)) found.push(`${stream} has ${told.length} messages, not ${wanted.get(stream) ?? 0} (${names})`);
  }
  const journaled = new Set([...queued.values()].flat().map((one) => one.message));
  const rows = new Set(outbox(own));
  const apart = [...journaled].filter((name) => !rows.has(name)).length + [...rows].filter((name) => !journaled.has(name)).length;
  if (apart > 0) found.push(`${apart} messages are only in one of journal and outbox`);
  return { found, count: rows.size };
}
