// Chromium as Debian ships it, and windows that notice what a person would not.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ARTEFACTS = fileURLToPath(new URL("../artefacts/", import.meta.url));
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const PASSWORD = "motcua-demo";

/** One browser for a file of tests. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
}

/**
 * A window of its own: own cookies, own language. `faults` collects what went wrong out of sight:
 * errors of scripts, blocked content, requests to other hosts.
 */
export async function open(browser, server, { lang = "vi", width = 1280, height = 900, script = true } = {}) {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: lang === "vi" ? "vi-VN" : "en-GB",
    timezoneId: "Asia/Ho_Chi_Minh",
    viewport: { width, height },
    javaScriptEnabled: script,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`script error on ${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // A page that answers 404 or 422 on purpose is reported by Chromium as a failed load.
    const expected = /Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !expected) faults.push(`console on ${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(server.url) && !to.startsWith("data:")) faults.push(`request to another host: ${to}`);
  });
  return { context, page, faults };
}

/** Signs somebody in through the form, as they would. */
export async function signIn(page, name, password = PASSWORD) {
  await page.goto("/dang-nhap");
  await page.fill("#username", name);
  await page.fill("#password", password);
  await page.locator("main form button[type=submit], main form button:not([type])").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/dang-nhap"));
}

/** A window with somebody signed in. */
export async function openAs(browser, server, name, options = {}) {
  const window = await open(browser, server, options);
  await signIn(window.page, name);
  return window;
}

/** Keeps a picture of the whole page, to be looked at. */
export async function picture(page, name) {
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`), fullPage: true });
}

/** Where an artefact of this name is kept. */
export function artefact(name) {
  mkdirSync(ARTEFACTS, { recursive: true });
  return join(ARTEFACTS, name);
}
