// What clients were told, and whether the journal says the same. Shares no code with the program.

/**
 * Compares a history of clients with an exported journal.
 *
 * `history`: one entry for each key, `{key, kind, status, answer}` with the answer that ended it; an entry whose
 * answer never came has no status. `lines`: the export, one JSON object a line. Gives every contradiction in words:
 * an acknowledged act that is not there or not as far as was told, one that is there twice, one that nobody asked
 * for, and a code given twice or out of order.
 */
export function contradictions(history, lines) {
  const found = [];
  const events = lines.map((line) => JSON.parse(line)).filter((one) => one.type === "record" && one.stream.startsWith("dossier/"));
  const count = (kind) => events.filter((event) => event.kind === kind).length;
  const acknowledged = history.filter((entry) => entry.status >= 200 && entry.status < 300);
  const open = history.filter((entry) => entry.status === undefined);
  const codes = events.filter((event) => event.kind === "accepted").map((event) => codeOf(event));

  const recorded = new Map();
  for (const code of codes) recorded.set(code, (recorded.get(code) ?? 0) + 1);
  for (const [code, times] of recorded) if (times > 1) found.push(`${code} was given ${times} times`);
  const told = new Map();
  for (const entry of acknowledged.filter((entry) => entry.kind === "file")) {
    const { code } = JSON.parse(entry.answer);
    if (!recorded.has(code)) found.push(`${code} was acknowledged and is not in the journal`);
    if (told.has(code)) found.push(`${code} was the answer to two requests`);
    told.set(code, entry.key);
  }
  const reached = new Map();
  for (const event of events) reached.set(event.stream, Math.max(reached.get(event.stream) ?? 0, event.revision));
  for (const entry of acknowledged) {
    const { id, revision } = JSON.parse(entry.answer);
    const last = reached.get(`dossier/${id}`) ?? 0;
    if (last < revision) found.push(`${id} was acknowledged at revision ${revision}, the journal ends at ${last}`);
  }
  for (const [kind, event] of [["file", "accepted"], ["file", "registered"], ["transfer", "transferred"], ["attach", "scans-attached"]]) {
    const least = acknowledged.filter((entry) => entry.kind === kind).length;
    const most = least + open.filter((entry) => entry.kind === kind).length;
    const there = count(event);
    if (there < least) found.push(`${least - there} acknowledged acts have no “${event}”`);
    if (there > most) found.push(`${there - most} more “${event}” than acts that were asked for`);
  }
  const byPosition = events.filter((event) => event.kind === "accepted").sort((one, other) => one.position - other.position);
  const series = new Map();
  for (const event of byPosition) {
    const code = codeOf(event);
    const [, of, number] = /^(.*)-(\d+)$/.exec(code);
    const last = series.get(of) ?? 0;
    if (Number(number) !== last + 1) found.push(`${code} follows number ${last}`);
    series.set(of, Number(number));
  }
  const times = byPosition.map((event) => event.recorded_at_us);
  if (times.some((time, index) => index > 0 && time < times[index - 1])) found.push("the instants of acceptance go back");
  return found;
}

/**
 * The history as it stood at an instant: what was acknowledged before `from` must be there, what was begun after
 * `until` must not, and whatever was on its way between them may. `until` without a value forgives the later ones.
 */
export function asOf(history, from, until = Number.POSITIVE_INFINITY) {
  return history
    .filter((entry) => entry.begun <= until)
    .map((entry) => (entry.answered < from ? entry : { key: entry.key, kind: entry.kind }));
}

/** The code that an acceptance gave. */
function codeOf(event) {
  return JSON.parse(event.payload).code;
}
