// What holds for every page: WCAG 2.2 AA, narrow screens, weight, titles, figures that lead somewhere.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { violations } from "./lib/axe.js";
import { citizenForms, counterBooks, letter, slip } from "./lib/books.js";
import { launch, open, openAs, picture } from "./lib/browser.js";
import { fill } from "./lib/desk.js";
import { serve } from "./lib/server.js";

let server, browser, seen;

/** Where a page leads, as its own links say. */
const links = (page, selector) => page.locator(selector).evaluateAll((found) => found.map((link) => link.getAttribute("href")));

before(async () => {
  [server, browser] = await Promise.all([serve({ demo: true }), launch()]);
  seen = await lookAround();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Pages that can only be named once there are dossiers: by role, from what each role is shown. */
async function lookAround() {
  // A form is the same for everybody who may open it: each is looked at once.
  const offered = new Set();
  const staff = { tiepnhan: [], xuly: [], lanhdao: [], giamdoc: [] };
  for (const name of Object.keys(staff)) {
    const { context, page } = await openAs(browser, server, name);
    const pages = new Set();
    await page.goto("/lam-viec");
    for (const href of await links(page, 'nav a[href^="/"], .mc-tabs a')) pages.add(href);
    await page.goto("/lam-viec?xem=tat-ca");
    const dossiers = (await links(page, 'a[href^="/ho-so/"]')).slice(0, 25);
    // Pages of dossiers differ by what may be done: the first, and those that offer something new.
    for (const [index, href] of dossiers.entries()) {
      await page.goto(href);
      const forms = await links(page, '.mc-actions__list a[href*="/viec/"]');
      const fresh = forms.filter((form) => !offered.has(form.split("/").at(-1)));
      if (fresh.length === 0 && index > 0) continue;
      pages.add(href);
      for (const form of fresh) {
        offered.add(form.split("/").at(-1));
        pages.add(form);
      }
    }
    staff[name] = [...pages].filter((href) => !href.includes("lang="));
    await context.close();
  }
  // Pages that are reached from others: after intake, behind the QR, behind a figure, a citizen's own.
  const { context, page } = await openAs(browser, server, "tiepnhan");
  const first = staff.tiepnhan.find((href) => /^\/ho-so\/000[^/]*$/.test(href));
  const accepted = first.replace("/ho-so/", "/tiep-nhan/xong/");
  await page.goto(accepted);
  staff.tiepnhan.push(accepted);
  staff.anybody = (await links(page, 'main a[href^="/t/"]')).slice(0, 1);
  await context.close();
  const director = await openAs(browser, server, "giamdoc");
  await director.page.goto("/bang-dieu-hanh");
  staff.giamdoc.push(...(await links(director.page, 'main a[href^="/bang-dieu-hanh/danh-sach"]')).slice(0, 2));
  await director.page.goto("/bao-cao/giai-quyet");
  staff.giamdoc.push("/bao-cao/giai-quyet", ...(await links(director.page, ".mc-tabs a")), (await links(director.page, "#bieu-06a a"))[0]);
  await director.context.close();
  const citizen = await openAs(browser, server, "congdan");
  await citizen.page.goto("/ho-so-cua-toi");
  staff.congdan = ["/ho-so-cua-toi", ...(await links(citizen.page, 'main a[href^="/ho-so-cua-toi/"]')).slice(0, 3)];
  await citizen.context.close();
  staff.tiepnhan.push(...(await counterBooks(browser, server)));
  staff.giamdoc.push(await letter(browser, server));
  staff.congdan.push(...(await citizenForms(browser, server)));
  staff.anybody.push(...(await slip(browser, server)));
  staff.kiemsoat = ["/", "/lam-viec"];
  staff.quantri = ["/", "/quan-tri", "/quan-tri/tai-khoan", "/quan-tri/thong-bao"];
  staff.tiepnhan.push("/tiep-nhan?q=khong+co+gi", "/tiep-nhan?thu-tuc=1.008891", "/tiep-nhan?thu-tuc=2.000815", "/thu-vien-giao-dien?kieu=noi-bo");
  return staff;
}

const PUBLIC = [
  "/",
  "/thu-tuc",
  "/thu-tuc?q=dat",
  "/thu-tuc?q=khong-co-gi-nhu-the",
  "/thu-tuc/1.008891",
  "/thu-tuc/2.000815",
  "/thu-tuc/1.009646",
  "/tra-cuu",
  "/tra-cuu?ma=000.00.00.H36-200101-0001",
  "/dang-nhap",
  "/lich-lam-viec",
  "/tro-giup",
  "/tiep-can",
  "/quyen-rieng-tu",
  "/thu-vien-giao-dien",
  "/khong-co-trang-nay",
];

/** What is wrong with a page besides its contrast and names: one line each. */
async function faultsOf(page, lang) {
  const faults = [];
  const { title, tongue, headings, wide } = await page.evaluate(() => ({
    title: document.title,
    tongue: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  if (!title.trim()) faults.push("no title");
  if (tongue !== lang) faults.push(`lang="${tongue}"`);
  // The gallery shows the heads of other pages as examples.
  if (headings !== 1 && !page.url().includes("/thu-vien-giao-dien")) faults.push(`${headings} first headings`);
  if (wide > 0) faults.push(`${wide} px too wide`);
  return faults;
}

/** What sticks out to the right: the first few, for whoever mends it. */
function widest(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !element.closest(".mc-table-frame"))
      .slice(0, 4)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}#${element.id}`)
      .join(" "));
}

async function walk(window, pages, lang) {
  const wrong = [];
  for (const path of pages) {
    const asked = path + (path.includes("?") ? "&" : "?") + `lang=${lang}`;
    await window.page.goto(asked);
    for (const fault of [...(await faultsOf(window.page, lang)), ...(await violations(window.page))]) wrong.push(`${path}: ${fault}`);
    // The same page on a narrow phone, as large type on a small window makes any screen (WCAG 1.4.10).
    for (const width of [360, 320]) {
      await window.page.setViewportSize({ width, height: 740 });
      const wide = await window.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) wrong.push(`${path}: ${wide} px too wide at ${width}: ${await widest(window.page)}`);
    }
    await window.page.setViewportSize({ width: 1280, height: 900 });
  }
  return [...wrong, ...window.faults];
}

for (const lang of ["vi", "en"]) {
  test(`public pages are sound in ${lang}`, async () => {
    const window = await open(browser, server, { lang });
    assert.deepEqual(await walk(window, [...PUBLIC, ...seen.anybody], lang), []);
    await window.context.close();
  });

  for (const name of ["tiepnhan", "xuly", "lanhdao", "giamdoc", "congdan", "kiemsoat", "quantri"]) {
    test(`pages of ${name} are sound in ${lang}`, async (t) => {
      const window = await openAs(browser, server, name, { lang });
      t.diagnostic(`${seen[name].length} pages`);
      assert.deepEqual(await walk(window, seen[name], lang), []);
      await window.context.close();
    });
  }
}

test("every page of the program was looked at", () => {
  // The program's own list of its routes; files and images are no pages.
  const source = readFileSync(new URL("../../crates/web/src/routes.rs", import.meta.url), "utf8");
  const routes = [...source.matchAll(/\("GET", "([^"]+)"\)/g)].map(([, route]) => route);
  const pages = routes.filter((route) => !/\{file\}|\{name\}|\{digest\}|\.(ico|txt|pdf|xlsx)$/.test(route));
  assert.ok(pages.length > 15, `routes are read: ${pages}`);
  const visited = [...PUBLIC, ...Object.values(seen).flat()].map((path) => path.split("?")[0]);
  const matches = (route) => new RegExp(`^${route.replace(/\{[^}]+\}/g, "[^/]+")}$`);
  assert.deepEqual(pages.filter((route) => !visited.some((path) => matches(route).test(path))), []);
});

test("forms with faults are sound too", async () => {
  const window = await openAs(browser, server, "tiepnhan");
  const { page } = window;
  await page.goto("/tiep-nhan?thu-tuc=1.008891");
  await page.locator("button[name=intent][value=accept]").click();
  await page.waitForLoadState("load");
  assert.match(await page.title(), /^Lỗi: /);
  assert.deepEqual([...(await violations(page)), ...(await faultsOf(page, "vi"))], []);
  const first = page.locator(".govuk-error-summary a").first();
  const target = await first.getAttribute("href");
  await first.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), target.slice(1), "the summary leads to the field");
  await picture(page, "30-faults");
  assert.deepEqual(window.faults, []);
});

test("no figure of the worklists is dead: each equals the count of its list", async () => {
  const { page } = await openAs(browser, server, "tiepnhan");
  await page.goto("/lam-viec");
  const tabs = await page.locator(".mc-tabs a").evaluateAll((found) => found.map((link) => ({ href: link.getAttribute("href"), count: Number(link.textContent.replace(/\D/g, "")) })));
  assert.ok(tabs.length >= 5);
  assert.ok(tabs.some(({ count }) => count > 0), "some list has something");
  for (const { href, count } of tabs) assert.equal(await rows(page, href), count, href);
});

test("no figure of the board is dead", async () => {
  const { page } = await openAs(browser, server, "giamdoc");
  await page.goto("/bang-dieu-hanh");
  await picture(page, "31-board");
  const figures = await page.locator('main a[href*="/bang-dieu-hanh/danh-sach"]').evaluateAll((found) =>
    found.map((link) => ({ href: link.getAttribute("href"), text: link.textContent.trim() })));
  const numbers = figures.map(({ href, text }) => ({ href, count: Number((text.match(/\d[\d.]*/) ?? ["NaN"])[0].replaceAll(".", "")) })).filter(({ count }) => Number.isFinite(count));
  assert.ok(numbers.length >= 6, `the board has figures that lead somewhere: ${figures.length}`);
  const byAddress = new Map(numbers.map((figure) => [`${figure.href} ${figure.count}`, figure]));
  for (const { href, count } of byAddress.values()) assert.equal(await rows(page, href), count, href);
});

/** The rows of a list over all its pages. */
async function rows(page, href) {
  let total = 0;
  for (let next = href; next; ) {
    await page.goto(next);
    total += await page.locator("main table tbody tr").count();
    next = await page.locator('main nav a[rel=next]').first().getAttribute("href", { timeout: 200 }).catch(() => null);
  }
  return total;
}

// Kilobytes of bodies as sent, with an empty cache.
const BUDGETS = [
  [null, "/", 60],
  [null, "/thu-tuc/1.008891", 60],
  [null, "/tra-cuu", 50],
  ["tiepnhan", "/tiep-nhan?thu-tuc=1.008891", 100],
  ["tiepnhan", "/lam-viec", 100],
];

test("pages keep to their budget of weight, without any other host", async (t) => {
  const over = [];
  for (const [name, path, budget] of BUDGETS) {
    const signed = name ? await openAs(browser, server, name) : await open(browser, server);
    const state = await signed.context.storageState();
    await signed.context.close();
    // A new window has the session but nothing in its cache.
    const context = await browser.newContext({ baseURL: server.url, storageState: state, locale: "vi-VN" });
    const page = await context.newPage();
    await page.goto(path, { waitUntil: "networkidle" });
    const bytes = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((sum, entry) => sum + entry.encodedBodySize, 0));
    const kilobytes = Math.round(bytes / 100) / 10;
    t.diagnostic(`${path}: ${kilobytes} of ${budget} KB`);
    if (kilobytes > budget) over.push(`${path}: ${kilobytes} KB, at most ${budget}`);
    await context.close();
  }
  assert.deepEqual(over, []);
});

test("a typed search without tones finds the procedure", async () => {
  const { page, faults } = await open(browser, server, { width: 360, height: 740 });
  await page.goto("/");
  await fill(page, { q: "kien truc" });
  await page.locator('form[action="/thu-tuc"] button[type=submit]').click();
  await page.waitForURL(/thu-tuc/);
  assert.ok((await page.locator("main").innerText()).includes("chứng chỉ hành nghề kiến trúc"));
  await picture(page, "32-procedures-phone");
  assert.deepEqual(faults, []);
});
