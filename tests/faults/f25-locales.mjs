// F25: the same short story on machines of other zones and languages, with names as any keyboard writes them.
//
//   node tests/faults/f25-locales.mjs [--machines 16] [--record]        needs faketime, pdftotext
//
// Passes when all machines give the same answers, papers and days, byte for byte but for random ids and seconds; when a
// decomposed name comes back composed and is found however it is typed; and when characters that hide or turn text are
// refused with words. With --control one machine's clock is a day ahead: then the difference must be found.

import { execFileSync } from "node:child_process";
import { browser } from "./lib/browser.mjs";
import { BELIEVED, clock } from "./lib/clock.mjs";
import { filing } from "./lib/office.mjs";
import { ask, flag, option, place, tokenOf } from "./lib/program.mjs";
import { faultOf } from "./lib/record.mjs";

const control = flag("control");
const begun = Date.now();
const rig = faultOf({ fault: "F25", command: "node tests/faults/f25-locales.mjs", control: "one machine a day ahead" });
const { found } = rig;
const ZONES = ["UTC", "Asia/Ho_Chi_Minh", "America/Sao_Paulo", "Pacific/Kiritimati"];
const LANGUAGES = ["C", "vi_VN.UTF-8", "tr_TR.UTF-8", "C.UTF-8"];
// Diagonals first, so that few machines already differ in both.
const MACHINES = ZONES.flatMap((_, shift) => ZONES.map((zone, index) => ({ TZ: zone, LANG: LANGUAGES[(index + shift) % 4], LC_ALL: LANGUAGES[(index + shift) % 4] })));
const machines = MACHINES.slice(0, Number(option("machines", "16")));

const COMPOSED = "Nguyễn Thị Ước Điệp İzmir";
const DECOMPOSED = COMPOSED.normalize("NFD");
// As somebody may type it into the search: without tones, in capitals, decomposed, with other blanks.
const TYPED = ["nguyen thi uoc diep", "NGUYỄN THỊ ƯỚC", DECOMPOSED, "uoc  diep", "Ước Điệp", "ƯỚC ĐIỆP İZMİR"];
// What turns the direction of text, and what is nothing to the eye.
const HIDDEN = [0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x0007, 0x009b, 0x061c, 0x00ad, 0x180e, 0xfff9, 0xe0041];
// What is not one character of a name: blanks of other kinds are taken for a blank.
const BLANKS = ["\u00a0", "\u3000", "\u2028", "\t"];

const text = (pdf) => execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });

/** Ids, tokens, ports and seconds are of one run; everything else must be the same. */
const masked = (words) =>
  words
    .replace(/\b[0-9a-f]{32}(?:[0-9a-f]{32})?\b/g, "ID")
    .replace(/(\d\d:\d\d):\d\d(?:\.\d+)?\+07:00/g, "$1+07:00")
    .replace(/127\.0\.0\.1:\d+/g, "HOST");

/** The story on one machine; what was answered, by the name of each scene. */
async function story(env, ahead) {
  const time = clock(0);
  // A minute for each scene, so that seconds are all that differs.
  let minute = 0;
  const turn = () => {
    time.set(Date.parse("2026-08-20T08:00:05+07:00") + ahead + minute * 60_000);
    minute += 1;
  };
  turn();
  const own = await place({ env: { ...time.env, ...BELIEVED, ...env } });
  const scenes = {};
  try {
    own.start();
    await own.ready();
    const token = await tokenOf(own, "tiepnhan");
    const post = (path, body) => ask(own, null, "POST", path, { token, body });
    turn();
    const filed = await post("/api/v1/dossiers", filing(DECOMPOSED));
    if (filed.status !== 201) throw new Error(`filing was answered with ${filed.status}: ${filed.text.slice(0, 300)}`);
    const dossier = JSON.parse(filed.text);
    scenes.filed = filed.text;
    turn();
    scenes.receipt = text((await ask(own, null, "GET", dossier.links.receipt, { token })).bytes);
    const shown = await ask(own, null, "GET", dossier.links.self, { token });
    scenes.shown = shown.text;
    if (JSON.parse(shown.text).applicant.name !== COMPOSED) found.push(`${words(env)}: the name came back as ${JSON.stringify(JSON.parse(shown.text).applicant.name)}`);
    turn();
    scenes.transferred = (await post(`/api/v1/dossiers/${dossier.id}/actions/transfer`, { revision: dossier.revision })).text;
    scenes.tracked = (await ask(own, null, "GET", `/api/v1/track/${dossier.code.toLowerCase()}`)).text;
    scenes.register = text((await ask(own, null, "GET", "/api/v1/register.pdf", { token })).bytes);
    scenes.refused = (await post("/api/v1/dossiers", filing("", { procedure: "1.012507" }))).text;
    scenes.journal = (await ask(own, null, "GET", dossier.links.journal, { token })).text;
    for (const limit of ["10wd", "4wh", "30d", "2m"]) scenes[`due ${limit}`] = own.run(["due", "--received", "2026-08-20T08:00", "--limit", limit]);
    turn();
    await search(own, dossier.code, env);
    await hidden(post, env);
    await own.stop();
    own.run(["verify"]);
  } finally {
    await own.kill().catch(() => {});
    own.remove();
    time.remove();
  }
  return Object.fromEntries(Object.entries(scenes).map(([name, said]) => [name, masked(said)]));
}

const words = (env) => `${env.TZ}, ${env.LANG}`;

/** Each way to type the name finds its dossier. */
async function search(own, code, env) {
  const read = await browser(own, "tiepnhan");
  for (const typed of TYPED) {
    const page = await read(`/lam-viec?${new URLSearchParams({ q: typed })}`);
    if (page.status !== 200 || !page.text.includes(code)) found.push(`${words(env)}: ${JSON.stringify(typed)} does not find ${COMPOSED} (${page.status})`);
  }
  const other = await read(`/lam-viec?${new URLSearchParams({ q: "uoc dien" })}`);
  if (other.text.includes(code)) found.push(`${words(env)}: another name finds it too`);
}

/** Characters that hide or turn text are refused with words, or taken out. */
async function hidden(post, env) {
  for (const point of HIDDEN) {
    const answer = await post("/api/v1/dossiers", filing(`Nguyễn Văn${String.fromCodePoint(point)} An`));
    const name = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
    const said = JSON.parse(answer.text);
    const field = (said.errors ?? []).find((one) => JSON.stringify(one).includes("hidden-characters"));
    if (answer.status !== 422 || !field) found.push(`${words(env)}: ${name} in a name was answered with ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  for (const blank of BLANKS) {
    const answer = await post("/api/v1/dossiers", filing(`Nguyễn${blank}${blank}Văn An`));
    if (answer.status !== 201) found.push(`${words(env)}: a blank ${JSON.stringify(blank)} was answered with ${answer.status} ${answer.text.slice(0, 200)}`);
  }
}

let first = null;
let scenes = 0;
for (const [index, env] of machines.entries()) {
  const told = await story(env, control && index === machines.length - 1 ? 86_400_000 : 0);
  first ??= told;
  scenes = Object.keys(told).length;
  for (const [name, said] of Object.entries(told)) {
    if (said === first[name]) continue;
    const at = [...said].findIndex((letter, place) => letter !== first[name][place]);
    found.push(`${words(env)}: “${name}” is not what ${words(machines[0])} gave: …${said.slice(Math.max(0, at - 40), at + 60)}… for …${first[name].slice(Math.max(0, at - 40), at + 60)}…`);
  }
}

if (control) rig.controlled(found.some((one) => one.includes("is not what")), found[0]);
rig.conclude({
  done: `${machines.length} machines of ${ZONES.length} zones and ${LANGUAGES.length} languages, ${scenes} answers and papers each, ${TYPED.length} ways to type a decomposed name, ${HIDDEN.length} characters that hide or turn text, ${Math.round((Date.now() - begun) / 1000)} s`,
  good: "the same to the byte on all; names composed and found; hidden characters refused with words",
});
