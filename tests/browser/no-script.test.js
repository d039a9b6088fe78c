// The same work in a browser without a script: nothing may need one.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, openAs, picture } from "./lib/browser.js";
import { done, refOf, send, takeIn } from "./lib/desk.js";
import { serve } from "./lib/server.js";

let server, browser;

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a dossier is found, taken in, sent on and followed", async () => {
  const { page, faults } = await openAs(browser, server, "tiepnhan", { script: false });
  await page.goto("/tiep-nhan");
  await page.fill("#q", "chung chi hanh nghe");
  await page.locator('form[action="/tiep-nhan"] button[type=submit]').first().click();
  await page.waitForURL(/\/tiep-nhan\?/);
  await page.locator('main a[href*="thu-tuc=1.008891"]').click();
  await page.waitForURL(/thu-tuc=1\.008891/);
  const code = await takeIn(page, { procedure: "1.008891", name: "Nguyễn Thị Bưởi" });
  await picture(page, "20-no-script-accepted");
  await page.goto(`/ho-so/${encodeURIComponent(code)}`);
  await done(page, "transfer");

  const phone = await open(browser, server, { script: false, width: 360, height: 740 });
  await phone.page.goto("/");
  await phone.page.fill("#ma", code);
  await phone.page.locator('form[action="/tra-cuu"] button[type=submit]').click();
  await phone.page.waitForURL(/\/tra-cuu\?/);
  assert.ok((await phone.page.locator("main").innerText()).includes(code));
  assert.deepEqual([...faults, ...phone.faults], []);
});

test("an incomplete dossier comes back with everything that lacks, and is guided", async () => {
  const { page } = await openAs(browser, server, "tiepnhan", { script: false });
  await page.goto("/tiep-nhan?thu-tuc=1.008891");
  await page.fill('[name="applicant.name"]', "Trần Văn Mít");
  await page.locator("[data-checklist] input[type=checkbox]").first().check();
  assert.equal(await send(page, page.locator("button[name=intent][value=accept]")), 422);
  const told = await page.locator("main").innerText();
  for (const paper of ["Ảnh 4x6 cm", "Bằng đại học phù hợp", "Kết quả sát hạch còn hiệu lực"]) {
    assert.ok(told.includes(paper), `${paper} is named at once`);
  }
  assert.equal(await page.inputValue('[name="applicant.name"]'), "Trần Văn Mít", "what was typed is kept");
  assert.match(await page.title(), /^Lỗi: /);
  await picture(page, "21-incomplete");
  assert.equal(await send(page, page.locator("button[name=intent][value=guide]")), 303);
  await picture(page, "22-guided");
  assert.ok(refOf(page).length > 0);
  assert.ok(await page.locator('a[href$="guidance.pdf"], a[href$="supplement.pdf"]').count(), "the slip can be printed");
});
