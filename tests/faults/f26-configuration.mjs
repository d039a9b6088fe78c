// F26: every key of the configuration broken in turn, under a program that serves: nothing broken starts, and what serves goes on.
//
//   node tests/faults/f26-configuration.mjs [--record]
//
// The keys are those that the program itself lists when it meets one that it does not know. Passes when `config check` and
// `serve` both refuse each broken file with one line that names the key, without a password of the file, and `serve` within
// ten seconds and without touching the port or the store; when the program that has served all along answers an act after
// each; and when the right file starts in its place. With --control the keys are given values that they take: a rig that
// counts those as refused finds nothing.

import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROGRAM, ask, dossier, flag, folder, place, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const control = flag("control");
const begun = Date.now();
const rig = faultOf({ fault: "F26", command: "node tests/faults/f26-configuration.mjs", control: "a value that some keys take" });
const { found } = rig;
const TABLES = ["", "outbox", "sms", "[sms.provider]", "email", "[email.provider]", "webhook", "[webhook.subscription]", "files", "files.s3"];
// No key of any type takes one of these.
const BROKEN = ["-7.5", "{ zz = 1 }", "[[1979-05-27]]"];
const SECRET = "geheim-9461";

const files = folder("configuration");
const heading = (table) => (table === "" ? "" : `[${table}]\n`);
const named = (table, key) => (table === "" ? key : `${table.replace(/^\[|\]$/g, "")}.${key}`);

/** One start of the program with a file; its end and what it said. */
function run(words, text, data) {
  const file = join(files, "motcua.toml");
  writeFileSync(file, text);
  const from = performance.now();
  const ended = spawnSync(PROGRAM, [...words, "--config", file, "--data", data], { encoding: "utf8", timeout: 20_000 });
  return { status: ended.status, said: ended.stderr, took: performance.now() - from };
}

/** The keys of a table, as the program lists them. */
function keys(table) {
  const { said } = run(["config", "check"], `${heading(table)}zzzzzzzzzzzzzzz = 1\n`, files);
  const list = /known here: (.*)/.exec(said)?.[1];
  return list ? list.trim().split(", ") : [];
}

const own = await place();
own.start();
await own.ready();
const token = await tokenOf(own, "tiepnhan");
let acts = 0;

/** The program that serves goes on. */
async function serves(after) {
  const answer = await ask(own, null, "POST", "/api/v1/dossiers", { token, key: randomUUID(), body: dossier("Người Nộp") });
  if (answer.status === 201) acts += 1;
  else found.push(`after ${after}: ${answer.status} ${answer.text.slice(0, 120)}`);
}

const all = TABLES.flatMap((table) => keys(table).map((key) => ({ table, key })));
if (all.length < 40) found.push(`only ${all.length} keys were listed`);
let tried = 0;
for (const { table, key } of all) {
  for (const value of control ? ['"x"'] : BROKEN) {
    const secret = key === "database" ? "" : `database = "postgres://an:${SECRET}@127.0.0.1:1/x"\n`;
    const text = `${secret}${heading(table)}${key} = ${value}\n`;
    for (const words of [["config", "check"], ["serve", "--listen", `127.0.0.1:${own.port}`]]) {
      const { status, said, took } = run(words, text, own.data);
      tried += 1;
      const what = `${words[0]} with ${named(table, key)} = ${value}`;
      const lines = said.trim().split("\n");
      if (!(status >= 1 && status <= 3)) found.push(`${what} ended with ${status}`);
      else if (!lines.at(-1).includes(named(table, key).split(".").at(-1))) found.push(`${what} does not name it: ${lines.at(-1).slice(0, 160)}`);
      if (said.includes(SECRET)) found.push(`${what} tells the password`);
      if (took > 10_000) found.push(`${what} took ${Math.round(took)} ms`);
    }
  }
  if (!control) await serves(named(table, key));
  if (control && found.length > 0) break;
}
if (control) {
  await own.kill();
  own.remove();
  rig.controlled(found.some((words) => words.includes("does not name it") || words.includes("ended with")), found[0] ?? "");
}
// The province cut short and of a newer form.
const province = join(files, "province");
execFileSync("cp", ["-r", new URL("../../province/lamdong", import.meta.url).pathname, province]);
for (const [name, more] of [["province.yaml", "\nfrom_the_future: 7\n"], ["calendar.yaml", "\nfrom_the_future: 7\n"], ["province.yaml", null], ["calendar.yaml", null]]) {
  const file = join(province, name);
  const whole = readFileSync(file, "utf8");
  writeFileSync(file, more === null ? whole.slice(0, Math.floor(whole.length / 2)) : whole + more);
  // Where nobody serves, so that nothing but the province keeps it from starting.
  const { status, said } = run(["serve", "--listen", "127.0.0.1:0"], `province = "${province}"\n`, join(files, "other"));
  tried += 1;
  if (!(status >= 1 && status <= 3) || !said.includes(name)) found.push(`serve with a broken ${name} ended with ${status}: ${said.slice(0, 160)}`);
  writeFileSync(file, whole);
  await serves(name);
}
own.child.kill("SIGTERM");
await own.ended;
own.run(["verify"]);
own.start();
await own.ready();
await serves("the start with the right configuration");
await own.kill();
own.remove();
rig.conclude({
  done: `${tried} starts with a broken file: ${all.length} keys with ${BROKEN.length} values each, a province cut short and of a newer form; ${acts} acts of the program that served meanwhile, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: "each refused with a line that names the key and without the password; the program that served went on; `motcua verify` without finding",
});
