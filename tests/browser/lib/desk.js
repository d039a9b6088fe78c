// Steps of the office's work as people do them on the pages.

import assert from "node:assert/strict";

/** The name in addresses of the dossier whose page is open. */
export const refOf = (page) => decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1));

/** Fills a form by the names of its fields: texts, choices, ticks. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main form [name="${name}"]:not([type=hidden])`);
    const kind = await field.first().evaluate((element) => element.type ?? element.tagName);
    if (kind === "radio") await page.locator(`main form [name="${name}"][value="${value}"]`).check();
    else if (kind === "checkbox") await field.first().setChecked(Boolean(value));
    else if (kind.startsWith("select")) await field.first().selectOption(value);
    else await field.first().fill(String(value));
  }
}

/** Sends a form of the page with its own button and waits for the answer; gives its HTTP status. */
export async function send(page, button) {
  const before = page.url();
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.request().isNavigationRequest());
  const [answer] = await Promise.all([answered, button.click()]);
  await page.waitForLoadState("load");
  if (answer.status() === 303) await page.waitForFunction((old) => location.href !== old || document.readyState === "complete", before);
  return answer.status();
}

/**
 * Does one act on the dossier whose page is open, from its panel of acts: opens the form when there
 * is one, fills it, sends it. Gives the status of the answer to the form.
 */
export async function act(page, action, values = {}) {
  const panel = page.locator(".mc-actions__list");
  const link = panel.locator(`a[href$="/viec/${action}"]`);
  if (await link.count()) {
    await link.first().click();
    await page.waitForURL(`**/viec/${action}`);
    await fill(page, values);
    return send(page, page.locator(`main form[action$="/viec/${action}"] button[type=submit]`).first());
  }
  const form = panel.locator(`form[action$="/viec/${action}"]`);
  assert.ok(await form.count(), `“${action}” is not offered on ${page.url()}: ${await panel.innerText()}`);
  return send(page, form.locator("button[type=submit]"));
}

/** The same, and it must have been done. */
export async function done(page, action, values = {}) {
  const status = await act(page, action, values);
  assert.equal(status, 303, `${action} was answered with ${status}: ${await page.locator("main").innerText()}`);
}

/** Takes a dossier in at the counter; gives its code. The papers are ticked with one key. */
export async function takeIn(page, { procedure, name, idNumber = "068090001234", phone = "0912345678" }) {
  await page.goto(`/tiep-nhan?thu-tuc=${procedure}`);
  // A procedure with cases asks for one first.
  if (await page.locator('main [name="applicant.name"]').count() === 0) await page.locator("main .mc-list a").first().click();
  await fill(page, { "applicant.name": name, "applicant.id_number": idNumber, "applicant.phone": phone });
  for (const box of await page.locator('[data-checklist] input[type=checkbox]').all()) await box.check();
  const status = await send(page, page.locator('main form button[name=intent][value=accept]'));
  assert.equal(status, 303, `intake was answered with ${status}: ${await page.locator("main").innerText()}`);
  return refOf(page);
}
