// What the desk does all day, without a mouse, within its budget of keys.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openAs, picture } from "./lib/browser.js";
import { done, refOf, takeIn } from "./lib/desk.js";
import { count, scan } from "./lib/keys.js";
import { serve } from "./lib/server.js";

// Six working days, four papers, a fee; and one whose result is given at once.
const PROCEDURE = { code: "1.008891", papers: 4 };
const IMMEDIATE = { code: "2.000815" };
const CARD = "068090001234|250123456|K’Brèo Ƀră|01011990|Nam|12 Phan Đình Phùng, Phường 2, Đà Lạt|01012021";

let server, browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(async () => {
  await browser?.close();
  if (server) assert.equal(await server.stop(), 0, "the program must end cleanly");
});

/** A window at the counter whose keys are counted, with the form of a procedure and a scanned person. */
async function atTheForm(procedure) {
  const { context, page, faults } = await openAs(browser, server, "tiepnhan");
  const hands = await count(context);
  await page.goto(`/tiep-nhan?thu-tuc=${procedure.code}`);
  if (await page.locator('main [name="applicant.name"]').count() === 0) {
    await page.keyboard.press("1");
    await page.waitForURL(/truong-hop=/);
  }
  await scan(page, hands, CARD);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector('[name="applicant.name"]').value.length > 0);
  hands.keys = 0;
  return { context, page, hands, faults };
}

/** What a gun types where no field has the focus: one action, its keys one right after the other. */
async function gun(page, hands, text) {
  if (hands) hands.scans += 1;
  await Promise.all([...text, "Enter"].map((key) => page.keyboard.press(key)));
}

/** Keys in a row, as hands press them: not as fast as a gun. */
async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(70);
  }
}

test("a result is given at once with three more keys at most", async (story) => {
  const { context, page, hands, faults } = await atTheForm(IMMEDIATE);
  await press(page, "Tab", "a");
  const before = hands.keys;
  await page.keyboard.press("F8");
  await page.waitForURL("**/tiep-nhan/xong/**");
  assert.ok(hands.keys - before <= 3, `${hands.keys - before} keys`);
  assert.equal(hands.mouse, 0);
  assert.match(await page.locator("main").innerText(), /Đã trả kết quả ngay/);
  await picture(page, "20-given-at-once");
  story.diagnostic(`F8 took ${hands.keys - before} key`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("an incomplete dossier is guided with its missing papers and four keys", async (story) => {
  const { context, page, hands } = await atTheForm(PROCEDURE);
  // One paper is there, three are missing.
  await press(page, "Tab", "1");
  const before = hands.keys;
  await page.keyboard.press("Alt+b");
  await page.locator('button[name=intent][value=guide]').waitFor();
  await page.keyboard.press("Alt+b");
  await page.waitForURL("**/tiep-nhan/xong/**");
  const missing = PROCEDURE.papers - 1;
  assert.ok(hands.keys - before <= missing + 4, `${hands.keys - before} keys, at most ${missing + 4}`);
  assert.equal(hands.mouse, 0);
  story.diagnostic(`guiding took ${hands.keys - before} keys for ${missing} missing papers`);
  await context.close();
});

test("a refusal takes fifteen keys besides its words", async (story) => {
  const { context, page, hands } = await atTheForm(PROCEDURE);
  const before = hands.keys;
  await page.keyboard.press("Alt+t");
  await page.waitForTimeout(70);
  await press(page, "ArrowDown", "Tab");
  await page.keyboard.insertText("khoản 1 Điều 5");
  await press(page, "Tab");
  await page.keyboard.insertText("Không thuộc đối tượng được cấp.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/tiep-nhan/xong/**");
  assert.ok(hands.keys - before <= 15, `${hands.keys - before} keys`);
  assert.equal(hands.mouse, 0);
  assert.match(await page.locator("main").innerText(), /Đã từ chối/);
  story.diagnostic(`refusing took ${hands.keys - before} keys besides the words`);
  await context.close();
});

test("papers are signed for by one scan each and one key", async (story) => {
  const { page: counter } = await openAs(browser, server, "tiepnhan");
  const codes = [];
  for (const name of ["Nguyễn Thị Lan", "Ka Hiền", "K’Brèo"]) {
    const code = await takeIn(counter, { procedure: "1.012507", name });
    await counter.goto(`/ho-so/${encodeURIComponent(code)}`);
    await done(counter, "transfer");
    codes.push(code);
  }
  const { context, page } = await openAs(browser, server, "lanhdao");
  const hands = await count(context);
  await page.goto("/ban-giao");
  for (const code of codes.slice(0, 2)) {
    await gun(page, hands, code);
    await page.locator(`tr[data-code="${code}"] input:checked`).waitFor();
  }
  hands.keys = 0;
  await page.keyboard.press("Control+Enter");
  await page.getByText("Đã ký nhận 2 hồ sơ.").waitFor();
  assert.equal(hands.keys, 1);
  assert.equal(hands.mouse, 0);
  await picture(page, "21-batch-signed");
  story.diagnostic("one scan for each dossier and one key for the batch");
  await context.close();
});

test("a gun opens a dossier from any page of the desk, in any spelling, and never presses a shortcut", async () => {
  const { page } = await openAs(browser, server, "tiepnhan");
  const code = await takeIn(page, { procedure: "1.012507", name: "Trần Văn Bình" });
  for (const [from, text] of [["/lam-viec", code], ["/so-theo-doi", code.toLowerCase()], ["/tiep-nhan?thu-tuc=1.012507", code]]) {
    await page.goto(from);
    // In a field the gun fills the field; here none has the focus.
    await page.evaluate(() => document.activeElement.blur());
    await gun(page, null, text);
    await page.waitForURL(`**/ho-so/${code}`);
    assert.equal(refOf(page), code);
  }
  await page.goto(`/tiep-nhan/xong/${encodeURIComponent(code)}`);
  const tracking = await page.locator('a[href^="/t/"]').first().getAttribute("href");
  await page.goto("/lam-viec");
  await page.fill("#q", `${server.url}${tracking}`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/ho-so/${code}`);
});

test("a result is returned with six keys", async (story) => {
  const { page: counter } = await openAs(browser, server, "tiepnhan");
  const code = await takeIn(counter, { procedure: "1.012507", name: "Lê Thị Mai" });
  const ref = `/ho-so/${encodeURIComponent(code)}`;
  const { page: head } = await openAs(browser, server, "lanhdao");
  const { page: officer } = await openAs(browser, server, "xuly");
  await counter.goto(ref);
  await done(counter, "transfer");
  await head.goto(ref);
  await done(head, "take");
  await head.goto(ref);
  await done(head, "complete-step", { next_person: "xuly" });
  for (const page of [officer, head, head, officer]) {
    await page.goto(ref);
    if (await page.locator('.mc-actions__list form[action$="/viec/take"]').count()) {
      await done(page, "take");
      await page.goto(ref);
    }
    await done(page, "complete-step");
  }
  await officer.goto(ref);
  await done(officer, "send-result", { result_number: "12/CC" });
  await counter.goto(ref);
  await done(counter, "confirm-result");

  const { context, page } = await openAs(browser, server, "duphong");
  const hands = await count(context);
  await page.goto("/lam-viec");
  await gun(page, hands, code);
  await page.waitForURL(`**/ho-so/${code}`);
  hands.keys = 0;
  await press(page, "t");
  await page.waitForURL("**/viec/hand-over");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/xong=hand-over/);
  assert.ok(hands.keys <= 6, `${hands.keys} keys`);
  assert.equal(hands.mouse, 0);
  await picture(page, "22-returned");
  story.diagnostic(`returning took ${hands.keys} keys after the scan`);
  await context.close();
});
