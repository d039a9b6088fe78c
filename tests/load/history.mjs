// What each operation costs on a store as it is, one client at a time: run it on stores of different lengths.
//
//   motcua simulate --plain --dossiers 1000000 --from 2025-11-01 --to 2026-10-31 --data DIR
//   MOTCUA_BIN=… node tests/load/history.mjs --data DIR [--database URL] [--times 200] [--json FILE] [--beside FILE] [--record MARK]
//
// Starts the program on that store, acts and reads, kills it, and starts it again. Dossiers, codes and names are drawn
// from the store, so that nothing is read twice. With --json the figures are kept, with --beside they stand beside those
// of an earlier run, with --record the table goes between marks of that name in docs/reference/performance.md. What it
// records stays in the store. Every answer is checked.

import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { browser } from "../faults/lib/browser.mjs";
import { ask, dossier, option, pause, place, seeded, tokenOf } from "../faults/lib/program.mjs";
import { load, write } from "./lib/table.mjs";

const times = Number(option("times", "200"));
const random = seeded(Number(option("seed", "1")));
const pick = (all) => all[Math.floor(random() * all.length)];
const data = option("data");
if (!data) {
  console.error("usage: node history.mjs --data DIR [--database URL] [--times 200] [--json FILE] [--beside FILE]");
  process.exit(2);
}

const figures = {};
const others = load();
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Asks `count` times what `make` gives; keeps the median and the 95th of a hundred. */
async function measure(name, count, status, make) {
  const waits = [];
  for (let number = 0; number < count; number += 1) {
    const one = make();
    const begun = performance.now();
    const answer = await one();
    if (answer.again) {
      number -= 1;
      continue;
    }
    waits.push(performance.now() - begun);
    if (answer.status !== status) throw new Error(`${name}: ${answer.status} instead of ${status}: ${answer.text.slice(0, 300)}`);
  }
  waits.sort((a, b) => a - b);
  figures[name] = [waits[Math.floor(waits.length / 2)], waits[Math.ceil(waits.length * 0.95) - 1]];
}

/** Waits until the schedule has caught up with what fell due since the store was last served. */
async function settled(own) {
  const acts = async () => Number(/^motcua_commits_total (\d+)/m.exec((await ask(own, null, "GET", "/metrics")).text)?.[1]);
  for (let before = -1, now = await acts(); now !== before; ) {
    await pause(3000);
    [before, now] = [now, await acts()];
    if (Number.isNaN(now)) throw new Error("no count of commits");
  }
}

const memory = (own) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${own.child.pid}/status`, "utf8"))[1]) / 1024;
const peak = (own) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${own.child.pid}/status`, "utf8"))[1]) / 1024;

const own = await place({ data });
try {
  own.start();
  figures["start to ready"] = [await own.ready(120_000), null];
  const token = await tokenOf(own, "tiepnhan");
  await settled(own);
  const read = (path, by = token) => () => ask(own, agent, "GET", path, { token: by });
  const json = async (path, by = token) => JSON.parse((await ask(own, agent, "GET", path, { token: by })).text);

  // Open dossiers of this desk, from the whole length of its list.
  const open = [];
  let cursor = "";
  for (let page = 0; page < 60; page += 1) {
    const list = await json(`/api/v1/worklist?view=all&limit=200${cursor}`);
    open.push(...list.items.map(({ id, revision, code }) => ({ id, revision, code })));
    if (!list.next_cursor) break;
    cursor = `&cursor=${encodeURIComponent(list.next_cursor)}`;
  }
  if (open.length < 50) throw new Error(`only ${open.length} dossiers are open at the desk`);
  const coded = open.filter(({ code }) => code);
  const follows = [];
  await measure("accept", times, 201, () => async () => {
    const answer = await ask(own, agent, "POST", "/api/v1/dossiers", { token, key: randomUUID(), body: dossier("Nguyễn Thị Đo Lường") });
    if (answer.status === 201) follows.push(JSON.parse(answer.text).token);
    return answer;
  });
  await measure("step on an old dossier", times, 200, () => {
    const one = pick(open);
    return async () => {
      const body = { revision: one.revision, text: "Đã xem lại hồ sơ." };
      const answer = await ask(own, agent, "POST", `/api/v1/dossiers/${one.id}/actions/note`, { token, key: randomUUID(), body });
      // The schedule may have been there before.
      const told = JSON.parse(answer.text);
      one.revision = told.revision ?? told.now;
      return { ...answer, again: answer.status === 409 };
    };
  });
  await measure("worklist, 50 rows", times, 200, () => read("/api/v1/worklist?view=all"));
  for (const [whose, account] of [["a desk", "tiepnhan"], ["a director", "giamdoc"]]) {
    const page = await browser(own, account).catch((error) => error);
    if (page instanceof Error) throw page;
    await measure(`worklist page of ${whose}`, Math.ceil(times / 2), 200, () => () => page("/lam-viec"));
    if (account !== "tiepnhan") continue;
    const names = ["nguyen van an", "tran thi lan", "k'brem", "ka nhan", "le minh", "cil tuyen", "hoang ngoc yen", "duong", "tanaka", "lang biang", "nguyen"];
    await measure("search by name without tones", times, 200, () => () => page(`/lam-viec?q=${encodeURIComponent(pick(names))}`));
    await measure("search for a name that is not there", Math.ceil(times / 4), 200, () => () => page(`/lam-viec?q=${encodeURIComponent("quach khong co ai")}`));
    // A whole code leads to its dossier.
    await measure("search by code", Math.ceil(times / 2), 303, () => () => page(`/lam-viec?q=${encodeURIComponent(pick(coded).code)}`));
    await measure("dossier page", times, 200, () => () => page(`/ho-so/${pick(open).id}`));
  }
  await measure("dossier", times, 200, () => read(`/api/v1/dossiers/${pick(open).id}`));
  await measure("tracking", times, 200, () => read(`/api/v1/track/t/${pick(follows)}`, null));
  const head = await tokenOf(own, "giamdoc");
  const all = await json("/api/v1/board?from=2019-01-01&to=2030-12-31", head);
  figures.dossiers = [all.items.reduce((sum, row) => sum + row.received, 0)];
  const day = (at) => at.toISOString().slice(0, 10);
  const month = () => {
    // A month of the last year that is over.
    const from = new Date(Date.UTC(2025, 11 + Math.floor(random() * 10), 1));
    const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 0));
    return `from=${day(from)}&to=${day(to)}`;
  };
  await measure("board of a month", Math.ceil(times / 2), 200, () => read(`/api/v1/board?${month()}`, head));
  await measure("board of a year", Math.ceil(times / 4), 200, () => read("/api/v1/board?from=2025-11-01&to=2026-10-31", head));
  await measure("form II.06a of a month", Math.ceil(times / 2), 200, () => read(`/api/v1/statistics?${month()}`, head));
  figures["memory, MiB (now / most)"] = [memory(own), peak(own)];
  await own.kill();
  own.start();
  figures["start to ready after a kill"] = [await own.ready(120_000), null];
} finally {
  await own.kill().catch(() => {});
}

if (option("json")) writeFileSync(option("json"), `${JSON.stringify(figures, null, 1)}\n`);
const before = option("beside") ? JSON.parse(readFileSync(option("beside"), "utf8")) : null;
const shown = ([half, most]) => [half, most].filter((ms) => ms !== null && ms !== undefined).map((ms) => ms.toFixed(1)).join(" / ");
const lines = [`| what (p50 / p95, ms) |${before ? ` ${before.dossiers[0].toLocaleString("en")} dossiers |` : ""} ${figures.dossiers[0].toLocaleString("en")} dossiers |${before ? " times |" : ""}`, `|---|---|${before ? "---|---|" : ""}`];
for (const [name, own] of Object.entries(figures)) {
  if (name === "dossiers") continue;
  const other = before?.[name];
  lines.push(`| ${name} |${before ? ` ${other ? shown(other) : "–"} |` : ""} ${shown(own)} |${before ? ` ${other ? (own[0] / other[0]).toFixed(2) : "–"} |` : ""}`);
}
console.log(lines.join("\n"));
if (option("record")) {
  const where = option("database") ? "--data DIR --database URL" : "--data DIR";
  write(option("record"), `node tests/load/history.mjs ${where} --beside FILE`, others, lines);
}
