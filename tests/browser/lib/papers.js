// Reads printed papers back: their text and the QR that a phone would see.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

function run(program, ...words) {
  const done = spawnSync(program, words, { encoding: "utf8" });
  if (done.error) throw done.error;
  return done;
}

function inFolder(pdf, work) {
  const folder = mkdtempSync(join(tmpdir(), "motcua-paper-"));
  try {
    const file = join(folder, "paper.pdf");
    writeFileSync(file, pdf);
    return work(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text as a reader would copy it. */
export function textOf(pdf) {
  return inFolder(pdf, (file) => run("pdftotext", "-layout", file, "-").stdout);
}

/** What the QR codes of the paper say, printed at 150 dots per inch. */
export function codesOf(pdf) {
  return inFolder(pdf, (file, folder) => {
    const drawn = run("pdftoppm", "-r", "150", "-png", file, join(folder, "page"));
    if (drawn.status !== 0) throw new Error(drawn.stderr);
    const pages = readdirSync(folder).filter((name) => name.endsWith(".png")).sort();
    // zbarimg ends with 4 when a picture holds no code; what counts is what it found.
    return pages.flatMap((name) => run("zbarimg", "--quiet", "--raw", join(folder, name)).stdout.split("\n")).filter(Boolean);
  });
}

/** Fetches a paper with the cookies of the window; fails unless it is a PDF. */
export async function fetchPaper(page, href) {
  const answer = await page.context().request.get(new URL(href, page.url()).href);
  const kind = answer.headers()["content-type"] ?? "";
  if (!answer.ok() || !kind.startsWith("application/pdf")) throw new Error(`${href}: ${answer.status()} ${kind}`);
  return answer.body();
}
