// An office whose people come and go over several days: one window for each, signed in when needed.

import assert from "node:assert/strict";
import { open, PASSWORD } from "./browser.js";
import { done } from "./desk.js";

/** Signs in as the form does, without drawing it: a day has many who come and go. */
async function enter(request, name) {
  const form = await (await request.get("/dang-nhap")).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(form)[1];
  const answer = await request.post("/dang-nhap", {
    form: { csrf, username: name, password: PASSWORD },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, `${name} cannot sign in`);
}

/** Whoever works on after a while signs in again. */
export class Office {
  #windows = new Map();

  constructor(browser, server) {
    Object.assign(this, { browser, server });
    this.instant = "";
  }

  /** It is now this instant, office time: "2025-06-02T09:00". */
  now(instant) {
    this.server.moveTo(instant);
    this.instant = instant;
  }

  /** Waits until the schedule has written what became due by now; it goes round once a second. */
  async settled() {
    const rounds = async () => {
      const metrics = await (await fetch(`${this.server.url}/metrics`)).text();
      return Number(/^motcua_schedule_rounds_total (\d+)/m.exec(metrics)[1]);
    };
    const before = await rounds();
    while ((await rounds()) < before + 2) await new Promise((resolve) => setTimeout(resolve, 100));
  }

  /** The window of one of the people, at a page when one is named. */
  async as(name, path = null) {
    if (!this.#windows.has(name)) this.#windows.set(name, { ...(await open(this.browser, this.server)), since: null });
    const window = this.#windows.get(name);
    const { page } = window;
    // A session ends when nobody used it for a while.
    if (window.since !== this.instant) {
      const { request } = window.context;
      const known = window.since !== null && (await request.get("/lam-viec", { maxRedirects: 0 })).ok();
      if (!known) await enter(request, name);
      window.since = this.instant;
    }
    if (path) await page.goto(path);
    return page;
  }

  /** The page of a dossier, seen by one of the people. */
  at(name, code) {
    return this.as(name, `/ho-so/${encodeURIComponent(code)}`);
  }

  /** One of the people does one act on a dossier. */
  async does(name, code, action, values = {}) {
    const page = await this.at(name, code);
    await done(page, action, values);
    return page;
  }

  /** Signs for it where it has just come, then completes the open step. */
  async step(name, code, values = {}) {
    const page = await this.at(name, code);
    if (await page.locator('.mc-actions__list [action$="/viec/take"], .mc-actions__list [href$="/viec/take"]').count()) {
      // The answer is the page of the dossier again.
      await done(page, "take");
    }
    await done(page, "complete-step", values);
    return page;
  }

  /** Where the applicant follows a dossier, as its QR says. */
  async trackingOf(name, code) {
    const page = await this.as(name, `/tiep-nhan/xong/${encodeURIComponent(code)}`);
    return page.locator('main a[href^="/t/"]').first().getAttribute("href");
  }

  /** What the applicant's telephone shows, 360 px wide; `look` gets the page. */
  async onThePhone(path, look) {
    const { context, page, faults } = await open(this.browser, this.server, { width: 360, height: 740 });
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "nothing sticks out on a telephone");
    await look(page, (await page.locator("main").innerText()).replaceAll("\u00a0", " "));
    assert.deepEqual(faults, []);
    await context.close();
  }

  /** What went wrong out of sight in all the windows. */
  faults() {
    return [...this.#windows.values()].flatMap(({ faults }) => faults);
  }

  /** The window of one of the people, to count their keys. */
  context(name) {
    return this.#windows.get(name).context;
  }
}
