// The main job in a real browser: a dossier from the counter to its result, by the people who do it.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { artefact, launch, open, openAs, picture } from "./lib/browser.js";
import { act, done, fill, refOf } from "./lib/desk.js";
import { count, scan } from "./lib/keys.js";
import { codesOf, fetchPaper, textOf } from "./lib/papers.js";
import { serve } from "./lib/server.js";

// Cấp chứng chỉ hành nghề kiến trúc: six working days, four papers, a fee, one agency.
const PROCEDURE = { code: "1.008891", name: "Cấp chứng chỉ hành nghề kiến trúc", papers: 4, fee: 300000 };
const STAFF = { counter: "tiepnhan", officer: "ngothanhthao", division: "vuvanlong", head: "phambichanh", clerk: "buianhcuong" };
const PERSON = { card: "068090001234|250123456|K’Brèo Ƀră|01011990|Nam|12 Phan Đình Phùng, Phường 2, Đà Lạt|01012021", name: "K’Brèo Ƀră" };

let server, browser;
const windows = {};

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(async () => {
  await browser?.close();
  if (server) assert.equal(await server.stop(), 0, "the program must end cleanly");
});

/** The page of the dossier, seen by one of the staff. */
async function as(role, ref) {
  windows[role] ??= await openAs(browser, server, STAFF[role]);
  const { page } = windows[role];
  await page.goto(`/ho-so/${encodeURIComponent(ref)}`);
  return page;
}

test("a dossier from the counter to its result", async (story) => {
  let code, tracking, receipt;

  await story.test("the counter accepts it with the keyboard alone, within the budget of keys", async () => {
    windows.counter = await openAs(browser, server, STAFF.counter);
    const { context, page } = windows.counter;
    const hands = await count(context);
    await page.goto("/tiep-nhan");
    await picture(page, "01-intake-find");
    // A few letters and Enter find the procedure; its number opens it.
    await page.keyboard.type("1.0088");
    await page.keyboard.press("Enter");
    await page.waitForURL(/thu-tuc=/, { waitUntil: "load" });
    await page.waitForFunction(() => document.activeElement !== document.body);
    // The card fills the person in one scan; then the telephone.
    await scan(page, hands, PERSON.card);
    await page.keyboard.press("Enter");
    await page.locator(`[name="applicant.name"]`).waitFor();
    await page.waitForFunction((name) => document.querySelector('[name="applicant.name"]').value === name, PERSON.name.normalize("NFC"));
    assert.equal(await page.evaluate(() => document.activeElement.name), "applicant.phone", "the telephone comes next");
    await page.keyboard.type("0912345678");
    await page.keyboard.press("Tab");
    await page.keyboard.press("a");
    // A key waits a moment: it could be the first of a scan.
    await page.waitForFunction((papers) => document.querySelectorAll("[data-checklist] input[type=checkbox]:checked").length === papers, PROCEDURE.papers);
    await picture(page, "02-intake-form");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL("**/tiep-nhan/xong/**");
    await picture(page, "03-accepted");
    code = refOf(page);
    assert.match(code, /^[0-9A-Z.]+-\d{6}-\d{4,}$/);
    assert.equal(hands.mouse, 0, "no mouse");
    assert.ok(hands.keys <= PROCEDURE.papers + 22, `${hands.keys} keys, at most ${PROCEDURE.papers + 22}`);
    story.diagnostic(`accepting took ${hands.keys} keys and ${hands.scans} scan for ${PROCEDURE.papers} papers`);
  });

  await story.test("the receipt is a PDF with the code, the day and a QR that leads to the applicant’s page", async () => {
    const { page } = windows.counter;
    const href = await page.locator('a[href$="receipt.pdf"]').first().getAttribute("href");
    receipt = await fetchPaper(page, href);
    writeFileSync(artefact("receipt.pdf"), receipt);
    const text = textOf(receipt);
    assert.ok(text.includes(code), "the code is on the receipt");
    assert.ok(text.includes(PERSON.name.normalize("NFC")), "the name is on the receipt");
    assert.equal(text, text.normalize("NFC"));
    const codes = [...new Set(codesOf(receipt))];
    assert.equal(codes.length, 1, `one address in every QR: ${codes}`);
    tracking = new URL(codes[0]);
    assert.match(tracking.pathname, /^\/t\/[A-Za-z0-9_-]{16,}$/);
    assert.ok(!tracking.href.includes(code), "the token is not the code");
    assert.deepEqual(await fetchPaper(page, href), receipt, "a reprint has the same bytes");
  });

  await story.test("the applicant follows it by the QR, without an account", async () => {
    const { page, faults } = await open(browser, server, { width: 360, height: 740 });
    const answer = await page.goto(tracking.pathname);
    assert.equal(answer.status(), 200);
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(code));
    assert.ok(!text.includes(PERSON.name), "no name on the applicant’s page");
    await picture(page, "04-tracking-phone");
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  await story.test("it goes to the agency, which signs for it and assigns it", async () => {
    await done(await as("counter", code), "transfer");
    await picture(windows.counter.page, "05-transferred");
    const division = await as("division", code);
    await done(division, "take");
    await done(await as("division", code), "complete-step", { note: "Giao thẩm định.", next_person: STAFF.officer });
    await picture(windows.division.page, "06-assigned");
  });

  await story.test("the officer asks for a supplement, once", async () => {
    const page = await as("officer", code);
    await done(page, "ask-supplement", { "what.p3": "Bản sao bằng đại học còn thiếu trang 2.", reason: "Bản sao không đủ trang." });
    await picture(page, "07-supplement-asked");
    const slip = await fetchPaper(page, await page.locator('a[href$="supplement.pdf"]').first().getAttribute("href"));
    assert.ok(textOf(slip).includes("thiếu trang 2"), "the slip says what lacks");
  });

  await story.test("the counter records what the applicant brought and the clock starts again", async () => {
    const page = await as("counter", code);
    await done(page, "supplement", { "paper.p3": true });
    await picture(page, "08-supplement-received");
  });

  await story.test("a second request is refused with the clause, and every typed word is kept", async () => {
    const page = await as("officer", code);
    assert.equal(await page.locator('.mc-actions__list a[href$="/viec/ask-supplement"]').count(), 0, "it is not offered");
    const refused = await page.locator(".mc-actions__refused").textContent();
    assert.match(refused, /Điều 11|Điều 18/, "the panel says why");
    await page.goto(`/ho-so/${encodeURIComponent(code)}/viec/ask-supplement`);
    const words = "Thêm ảnh mới chụp trong sáu tháng.";
    await fill(page, { "what.p2": words, reason: "Ảnh đã cũ." });
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.locator('form[action$="/viec/ask-supplement"] button[type=submit]').click();
    assert.equal((await answered).status(), 422);
    await page.waitForLoadState("load");
    const text = await page.locator("main").innerText();
    assert.match(text, /Điều 11/, "the refusal names the clause");
    assert.equal(await page.locator('[name="what.p2"]').inputValue(), words);
    assert.match(await page.title(), /^Lỗi: /);
    await picture(page, "09-second-supplement-refused");
  });

  await story.test("the agency completes its steps and sends the result", async () => {
    const steps = [["division", "Giao thẩm định lại."], ["officer", "Đủ điều kiện."], ["division", ""], ["head", "Đã ký."], ["clerk", "Đã vào sổ."]];
    for (const [role, note] of steps) {
      let page = await as(role, code);
      if (await page.locator('.mc-actions__list [action$="/viec/take"], .mc-actions__list [href$="/viec/take"]').count()) {
        await done(page, "take");
        page = await as(role, code);
      }
      // Whoever has it already need not be assigned again after a supplement.
      if (!(await page.locator('.mc-actions__list [href$="/viec/complete-step"]').count())) continue;
      const assigns = role === "division" && note;
      await done(page, "complete-step", { ...(note ? { note } : {}), ...(assigns ? { next_person: STAFF.officer } : {}) });
      await as(role, code);
      if (await page.locator('.mc-actions__list [href$="/viec/transfer"]').count()) await done(page, "transfer");
    }
    const page = await as("clerk", code);
    await done(page, "send-result", { result_number: "123/CCHN-KTS" });
    await picture(page, "10-result-sent");
  });

  await story.test("the desk confirms it; without payment it is not handed over", async () => {
    const page = await as("counter", code);
    await done(page, "confirm-result");
    await page.goto(`/ho-so/${encodeURIComponent(code)}/viec/hand-over`);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await page.locator('form[action$="/viec/hand-over"] button[type=submit]').click();
    assert.equal((await answered).status(), 422, "the fee comes first");
    await page.waitForLoadState("load");
    await picture(page, "11-fee-first");
  });

  await story.test("the applicant pays and gets the result", async () => {
    const page = await as("counter", code);
    await done(page, "pay", { amount: String(PROCEDURE.fee), method: "cash", receipt: "BL-0001" });
    await done(await as("counter", code), "hand-over", { proof: "receipt-and-identity" });
    await picture(page, "12-handed-over");
    const slip = await fetchPaper(page, `/ho-so/${encodeURIComponent(code)}/giay/control-slip.pdf`);
    writeFileSync(artefact("control-slip.pdf"), slip);
    assert.ok(textOf(slip).includes(code));
  });

  await story.test("by QR the applicant sees that it is done; by code only the stage and the day", async () => {
    const { page, faults } = await open(browser, server, { width: 360, height: 740 });
    await page.goto(tracking.pathname);
    await picture(page, "13-tracking-done");
    const byToken = await page.locator("main").innerText();
    await page.goto(`/tra-cuu?ma=${encodeURIComponent(code)}`);
    const byCode = await page.locator("main").innerText();
    assert.ok(byCode.includes(code));
    assert.ok(!byCode.includes(PROCEDURE.name), "the code does not tell what it is about");
    assert.ok(byToken.includes(PROCEDURE.name));
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  await story.test("nothing went wrong out of sight", () => {
    assert.deepEqual(Object.values(windows).flatMap(({ faults }) => faults), []);
  });
});

test("two officers ask for a supplement at once: the second keeps every typed word and is told of the first", async () => {
  const { page: counter } = await openAs(browser, server, STAFF.counter);
  const { takeIn } = await import("./lib/desk.js");
  const code = await takeIn(counter, { procedure: PROCEDURE.code, name: "Nguyễn Thị Lan" });
  const ref = `/ho-so/${encodeURIComponent(code)}`;
  await counter.goto(ref);
  await done(counter, "transfer");
  const { page: first } = await openAs(browser, server, STAFF.division);
  const { page: second } = await openAs(browser, server, STAFF.officer);
  await first.goto(ref);
  await done(first, "take");
  await first.goto(ref);
  await done(first, "complete-step", { next_person: STAFF.officer });
  const form = `${ref}/viec/ask-supplement`;
  await second.goto(form);
  const words = { "what.p3": "Thiếu trang 2 của bản sao bằng đại học.", reason: "Không đọc được ngành đào tạo." };
  await fill(second, words);
  await first.goto(ref);
  await done(first, "ask-supplement", { "what.p2": "Ảnh chụp đã quá sáu tháng.", reason: "Ảnh cũ." });
  const answered = second.waitForResponse((answer) => answer.request().method() === "POST");
  await second.locator(`form[action$="/viec/ask-supplement"] button[type=submit]`).click();
  assert.equal((await answered).status(), 409);
  await second.waitForLoadState("load");
  assert.equal(await second.locator('[name="what.p3"]').inputValue(), words["what.p3"], "the form keeps the words");
  assert.equal(await second.locator('[name="reason"]').inputValue(), words.reason);
  const told = await second.locator(".mc-conflict").innerText();
  assert.match(told, /Yêu cầu bổ sung/, "the page says what happened meanwhile");
  assert.ok(told.includes("Ảnh chụp đã quá sáu tháng."), "and what the first asked for");
  await picture(second, "14-conflict");
  // Sent again on what is now seen, the law says no: a supplement is asked once.
  const again = second.waitForResponse((answer) => answer.request().method() === "POST");
  await second.locator(`form[action$="/viec/ask-supplement"] button[type=submit]`).click();
  assert.equal((await again).status(), 422);
  await second.waitForLoadState("load");
  assert.match(await second.locator("main").innerText(), /Điều 11/);
  assert.equal(await second.locator('[name="what.p3"]').inputValue(), words["what.p3"]);
});
