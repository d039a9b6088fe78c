// Entries of the books and turns of a citizen, so that their pages can be looked at too.

import assert from "node:assert/strict";
import { open, openAs, PASSWORD } from "./browser.js";
import { done, fill, send } from "./desk.js";

const links = (page, selector) => page.locator(selector).evaluateAll((found) => found.map((link) => link.getAttribute("href")));
const pathOf = (page) => new URL(page.url()).pathname;

/** Sends the form that `button` belongs to; it must have been taken. */
async function sent(page, button) {
  const status = await send(page, button);
  assert.equal(status, 303, `${page.url()} was answered with ${status}: ${await page.locator("main").innerText()}`);
}

/** One request to the API; it must have been answered well. */
async function ask(server, method, path, token, body) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

const tokenOf = async (server, username) => (await ask(server, "POST", "/api/v1/tokens", null, { username, password: PASSWORD })).token;

/** A fee paid in cash, so that there is something in the till. */
async function takeCash(server) {
  const token = await tokenOf(server, "tiepnhan");
  const papers = [
    { code: "p1", originals: 1 },
    { code: "p2", originals: 2 },
    { code: "p3", copies: 1 },
    { code: "p4", copies: 1 },
  ];
  const applicant = { kind: "person", name: "Ka Hiền", phone: "0912345678" };
  const filed = await ask(server, "POST", "/api/v1/dossiers", token, { procedure: "1.008891", channel: "counter", applicant, papers, return_by: "counter" });
  await ask(server, "POST", `/api/v1/dossiers/${filed.id}/actions/pay`, token, { revision: filed.revision, amount: 300000, method: "cash", receipt: "" });
}

/** Guidance, a minute of the post with one consignment open, a closed till: pages of a counter. */
export async function counterBooks(browser, server) {
  const counter = await openAs(browser, server, "tiepnhan");
  const { page } = counter;
  await page.goto("/huong-dan");
  await fill(page, { procedure: "1.008891", way: "phone", asker: "Lơ Mu Ha Kril", question: "Cần giấy tờ gì?", answer: "Một tờ khai theo mẫu." });
  await sent(page, page.locator('main form[method=post] button[type=submit]').last());
  const guidance = pathOf(page);

  const post = await openAs(browser, server, "buudien");
  await post.page.goto("/buu-chinh");
  await post.page.selectOption('main form [name=desk]', "quay-01");
  await post.page.fill('main form [name=consignment]', "EA123456785VN");
  await send(post.page, post.page.locator('main form button[name=intent][value=add]:visible'));
  await sent(post.page, post.page.locator('main form button[name=intent][value=hand-over]:visible'));
  const minute = pathOf(post.page);
  await page.goto(minute);
  await sent(page, page.locator('main form button[name=intent][value=sign]:visible'));
  await post.context.close();

  await takeCash(server);
  await page.goto("/thu-ngan");
  const till = page.locator("main form[method=post]").first();
  await till.locator("[name=counted]").fill("1000");
  await till.locator("[name=reason]").fill("Kiểm đếm thử");
  await sent(page, till.locator("button[type=submit]"));
  const closing = pathOf(page);
  await counter.context.close();
  return [guidance, minute, "/buu-chinh/bi/EA123456785VN", closing, "/thu-ngan/quyet-toan"];
}

/** A letter that urges a late agency: the director's. */
export async function letter(browser, server) {
  const { context, page } = await openAs(browser, server, "giamdoc");
  await page.goto("/don-doc");
  await page.locator("main details summary").first().click();
  await sent(page, page.locator("main form[method=post] button[type=submit]").first());
  const path = pathOf(page);
  await context.close();
  return path;
}

/** What a citizen may do with an online filing that the counter has guided once: bring papers, take it back. */
export async function citizenForms(browser, server) {
  const token = await tokenOf(server, "congdan");
  const filed = await ask(server, "POST", "/api/v1/dossiers", token, {
    procedure: "1.008891",
    channel: "online",
    applicant: { kind: "person", name: "Ka Hiền", phone: "0912345678" },
    papers: [{ code: "p1", originals: 1 }],
    return_by: "counter",
  });
  const counter = await openAs(browser, server, "tiepnhan");
  await counter.page.goto(`/ho-so/${filed.id}`);
  await done(counter.page, "guide", { "what.p2": "Bản sao bằng đại học" });
  await counter.context.close();
  return [`/ho-so-cua-toi/${filed.id}`, `/ho-so-cua-toi/${filed.id}/bo-sung`, `/ho-so-cua-toi/${filed.id}/rut-ho-so`];
}

/** The rating slip behind the QR of a dossier that is done. */
export async function slip(browser, server) {
  const director = await openAs(browser, server, "giamdoc");
  await director.page.goto("/bang-dieu-hanh");
  const lists = await links(director.page, 'main a[href^="/bang-dieu-hanh/danh-sach"]');
  const codes = [];
  for (const list of lists.filter((href) => /solved|da-giai-quyet/.test(href)).slice(0, 3)) {
    await director.page.goto(list);
    codes.push(...(await links(director.page, 'main table a[href^="/ho-so/"]')));
  }
  await director.context.close();
  const counter = await openAs(browser, server, "tiepnhan");
  const citizen = await open(browser, server);
  try {
    for (const href of codes) {
      await counter.page.goto(href.replace("/ho-so/", "/tiep-nhan/xong/"));
      const [tracking] = await links(counter.page, 'main a[href^="/t/"]');
      if (!tracking) continue;
      await citizen.page.goto(tracking);
      const [rating] = await links(citizen.page, 'main a[href^="/danh-gia/"]');
      if (rating) return [tracking, rating];
    }
    throw new Error(`no dossier of ${codes.length} can be rated: ${lists}`);
  } finally {
    await counter.context.close();
    await citizen.context.close();
  }
}
