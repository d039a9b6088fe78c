// The turns beside the straight way, by the people who take them: the post, the Office, opinions, delay.
//
// The program has a clock of its own, so that days pass between the acts; it only goes forward.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, picture } from "./lib/browser.js";
import { done, fill, refOf, send, takeIn } from "./lib/desk.js";
import { count, scan } from "./lib/keys.js";
import { Office } from "./lib/office.js";
import { serve } from "./lib/server.js";

// Fifteen working days, one paper, settled by the first agency.
const SIMPLE = "1.012507";
const numbers = Array.from({ length: 20 }, (_, index) => `EA${String(index + 1).padStart(9, "0")}VN`);

let server, browser, office;

before(async () => {
  [server, browser] = await Promise.all([serve({ at: "2025-06-02T09:00" }), launch()]);
  office = new Office(browser, server);
});
after(async () => {
  await browser?.close();
  if (server) assert.equal(await server.stop(), 0, "the program must end cleanly");
});

/** What the page says; sums are written with spaces that do not break. */
const textOf = async (page) => (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
const promisedOn = (page) => page.locator(".mc-clock__promised").last().innerText();
const isOffered = async (page, action) => (await page.locator(`.mc-actions__list [href$="/viec/${action}"], .mc-actions__list [action$="/viec/${action}"]`).count()) > 0;
/** What the panel says of the acts that the law does not allow now. */
const refusedOn = (page) => page.locator(".mc-actions__refused").textContent();

/** What a gun does: the number and Enter. */
async function gun(page, hands, text) {
  await scan(page, hands, text);
  await page.keyboard.press("Enter");
}

test("a batch of twenty from the post", async (story) => {
  office.now("2025-06-02T09:10");
  const codes = [];
  let minute, hands;

  await story.test("the clerk of the post lists them, scan by scan", async () => {
    const page = await office.as("buudien", "/buu-chinh");
    const clerk = await count(office.context("buudien"));
    await page.reload();
    for (const [index, number] of numbers.entries()) {
      await inField(page, "consignment");
      await gun(page, clerk, number);
      await page.waitForFunction((n) => document.querySelectorAll('[name="line.consignment"]').length === n, index + 1);
    }
    await inField(page, "consignment");
    await gun(page, clerk, numbers[0]);
    await page.getByText(`Bưu gửi ${numbers[0]} đã có trong danh sách.`).first().waitFor();
    for (const field of await page.locator('[name="line.what"]').all()) await field.fill(SIMPLE);
    for (const field of await page.locator('[name="line.postage"]').all()) await field.fill("25.000");
    await page.locator('[name="consignment"]').fill("");
    await picture(page, "50-post-listed");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/buu-chinh\/[^/]+$/);
    minute = new URL(page.url()).pathname;
    assert.match(await textOf(page), /Chờ bên kia ký/);
    assert.equal(await page.getByText("Ký biên bản").count(), 0, "nobody signs for the other side");
    assert.equal(clerk.mouse, 0);
    assert.equal(clerk.scans, numbers.length + 1, "one scan for each");
  });

  await story.test("the counter signs: from then on they count as submitted", async () => {
    const page = await office.as("tiepnhan", "/buu-chinh");
    hands = await count(office.context("tiepnhan"));
    await page.reload();
    await page.locator("#bien-ban a").first().press("Enter");
    await page.waitForURL(`**${minute}`);
    await page.keyboard.press("Control+Enter");
    await page.getByText("Đã ký đủ").waitFor();
    const text = await textOf(page);
    assert.match(text, /Biên bản bàn giao 0001\/2025/);
    assert.match(text, /Thời điểm nộp hồ sơ\s+09:1\d 02\/06\/2025/);
    assert.match(text, /500\.000 ₫/, "what the post is paid for");
    await picture(page, "51-post-signed");
  });

  await story.test("the next day each becomes a dossier, without a mouse", async () => {
    office.now("2025-06-03T08:00");
    const page = await office.as("tiepnhan", "/buu-chinh");
    Object.assign(hands, { keys: 0, mouse: 0, scans: 0 });
    for (const [index, number] of numbers.entries()) codes.push(await fromThePost(page, hands, number, index));
    assert.equal(hands.mouse, 0, "no mouse");
    assert.ok(hands.keys <= 10 * numbers.length, `${hands.keys} keys for ${numbers.length} dossiers`);
    story.diagnostic(`${hands.keys} keys and ${hands.scans} scans for ${numbers.length} dossiers`);
    assert.equal(new Set(codes).size, numbers.length);
    assert.equal(await page.locator("#cho-tiep-nhan").count(), 0, "nothing is left in the sack");
    await page.goto(minute);
    assert.deepEqual(await page.locator('#dong a[href^="/ho-so/"]').allInnerTexts(), codes, "the minute leads to each dossier");
    await picture(page, "52-post-taken-in");
  });

  await story.test("the dossier shows its proofs, and counts from the signatures", async () => {
    const page = await office.at("tiepnhan", codes[0]);
    const text = await textOf(page);
    assert.match(text, /Nộp qua\s+Bưu chính công ích/);
    assert.match(text, /Biên bản bàn giao của bưu chính\s+1\/2025 · 09:1\d 02\/06\/2025/);
    assert.match(text, new RegExp(`Số hiệu bưu gửi\\s+${numbers[0]}`));
    assert.match(text, /Cước bưu chính \(đồng\)\s+25\.000 ₫/);
    assert.match(await promisedOn(page), /17:00, thứ Hai, 23\/06\/2025/, "counted from Monday, not from Tuesday");
    await picture(page, "53-post-dossier");
  });
});

/** Waits until the page is ready for hands: this field has the focus. */
const inField = (page, name) => page.waitForFunction((wanted) => document.activeElement?.name === wanted, name);

/** One consignment of the signed minute, from its scan to its code. */
async function fromThePost(page, hands, number, index) {
  await inField(page, "consignment");
  await gun(page, hands, number);
  await page.waitForURL(`**/buu-chinh/bi/${number}`);
  await page.keyboard.press("1");
  await page.waitForURL(/\/tiep-nhan\?/);
  await inField(page, "applicant.id_number");
  const name = `Ka Hiền ${String.fromCharCode(65 + index)}`;
  await gun(page, hands, `0681900012${String(index).padStart(2, "0")}|250123456|${name}|01011990|Nữ|12 Phan Đình Phùng, Đà Lạt|01012021`);
  await inField(page, "applicant.phone");
  assert.equal(await page.locator('[name="applicant.name"]').inputValue(), name);
  await page.keyboard.press("Tab");
  await page.waitForTimeout(70);
  await page.keyboard.press("a");
  if (index === 0) {
    assert.match(await textOf(page), new RegExp(`Tiếp nhận từ bưu gửi ${number}`));
    assert.equal(await page.locator('[name="post.number"]').count(), 0, "the minute is not asked for again");
    assert.match(await promisedOn(page), /17:00, thứ Hai, 23\/06\/2025/, "the day it will be promised for");
    await picture(page, "54-post-intake");
  }
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/tiep-nhan/xong/**");
  const code = refOf(page);
  await page.keyboard.press("F9");
  await page.waitForURL(/\/buu-chinh$/);
  return code;
}

test("a chain to the Office of the committee", async (story) => {
  const agency = { head: "vominhtuan", division: "dangthanhtuyet", officer: "lomuhakrong", clerk: "lythuphuong" };
  let code;

  await story.test("the agency signs its part, and is told to bring the paper", async () => {
    office.now("2025-06-04T09:00");
    code = await takeIn(await office.as("tiepnhan"), { procedure: "1.000943", name: "Công ty Khí tượng Lang Biang" });
    await office.does("tiepnhan", code, "transfer");
    await office.step(agency.division, code, { next_person: agency.officer });
    await office.step(agency.officer, code);
    await office.step(agency.division, code);
    const page = await office.step(agency.head, code);
    const text = await textOf(page);
    assert.match(text, /Phải mang hồ sơ giấy đến\s+Sở Tài nguyên và Môi trường tỉnh Lâm Đồng → Văn phòng Đoàn ĐBQH, HĐND và UBND tỉnh Lâm Đồng, trước 17:00 04\/06\/2025/);
    assert.match(text, /Hồ sơ giấy đang ở Sở Tài nguyên và Môi trường/);
    await picture(page, "55-chain-bring-the-paper");
  });

  await story.test("with the file alone the Office’s time does not begin", async () => {
    office.now("2025-06-04T10:00");
    const page = await office.at("dangthanhhung", code);
    await page.keyboard.press("n");
    await page.waitForURL("**/viec/take");
    assert.ok(await page.locator('[name=paper][value="0"]').isChecked(), "the paper is known to come later");
    await send(page, page.locator('main form[action$="/viec/take"] button[type=submit]'));
    const chain = await page.locator("#lien-thong").innerText();
    assert.match(chain, /Văn phòng Đoàn ĐBQH[^\n]*Thẩm tra, trình lãnh đạo Văn phòng[^\n]*Chưa đến lượt/, "its work is foreseen, not begun");
    assert.ok(!(await isOffered(page, "complete-step")));
    assert.match(await refusedOn(page), /Hoàn thành bước.*khoản 3 Điều 18 Quy chế 1722/s);
    await picture(page, "56-chain-file-only");
  });

  await story.test("it begins when the paper has come too", async () => {
    office.now("2025-06-04T14:00");
    const page = await office.does("dangthanhhung", code, "take");
    const text = await textOf(page);
    assert.match(text, /bắt đầu 14:0\d 04\/06\/2025, xong trước/);
    assert.doesNotMatch(text, /Phải mang hồ sơ giấy đến/);
    assert.ok(await isOffered(page, "complete-step"));
  });

  await story.test("the chairman decides, and the result comes back to the receiving desk", async () => {
    for (const name of ["dangthanhhung", "hoduchai", "danghongoanh"]) await office.step(name, code);
    const page = await office.step("chutich", code, { note: "Đồng ý cấp lại." });
    await picture(page, "57-chain-decided");
    await office.step("dangthanhhung", code);
    await office.step(agency.clerk, code);
    await office.does(agency.clerk, code, "send-result", { result_number: "12/GP-UBND" });
    const desk = await office.does("tiepnhan", code, "confirm-result");
    assert.match(await textOf(desk), /Đã có kết quả/);
    assert.match(await textOf(desk), /Xong đúng hạn/);
    await picture(desk, "58-chain-result");
  });
});

test("opinions of three departments, one of them silent", async (story) => {
  const silent = "Sở Tài nguyên và Môi trường tỉnh Lâm Đồng";
  let code, promised, tracking;

  await story.test("the officer asks those that the process names", async () => {
    office.now("2025-06-09T09:00");
    code = await takeIn(await office.as("tiepnhan"), { procedure: "1.009646", name: "Công ty TNHH Hoa Lang Biang" });
    tracking = await office.trackingOf("tiepnhan", code);
    await office.does("tiepnhan", code, "transfer");
    await office.step("lanhdao", code, { next_person: "xuly" });
    await office.step("xuly", code);
    await office.step("lanhdao", code);
    await office.step("lanhdao", code);
    await office.does("xuly", code, "take");
    const page = await office.at("xuly", code);
    promised = await promisedOn(page);
    await page.goto(`${page.url()}/viec/consult`);
    assert.equal(await page.locator("[name=units]:checked").count(), 3, "named by the process");
    await picture(page, "59-consult-form");
    await office.does("xuly", code, "consult", { question: "Dự án có phù hợp quy hoạch không?" });
  });

  await story.test("the applicant sees how many are asked and until when, not what", async () => {
    await office.onThePhone(tracking, async (page, text) => {
      assert.match(text, /đang hỏi ý kiến 3 cơ quan khác, trả lời chậm nhất ngày 18\/06\/2025/);
      assert.doesNotMatch(text, /phù hợp quy hoạch/);
      await picture(page, "60-consult-phone");
    });
  });

  await story.test("two answer; without the third the step stays open", async () => {
    office.now("2025-06-10T09:00");
    const list = await office.as("kdung", "/lam-viec");
    assert.match(await textOf(list), /Ý kiến và phối hợp đang chờ[\s\S]*Phòng Kinh tế đối ngoại, Sở Kế hoạch và Đầu tư/);
    await office.does("kdung", code, "answer-consultation", { opinion: "agree", answer: "Đồng ý." });
    await office.does("dinhngocphuong", code, "answer-consultation", { opinion: "conditions", answer: "Bổ sung giải pháp thoát nước." });
    const page = await office.at("xuly", code);
    assert.ok(!(await isOffered(page, "complete-step")));
    assert.match(await refusedOn(page), /Còn 1 đơn vị chưa trả lời.*khoản 5 Điều 18 Quy chế 1722/s);
  });

  await story.test("the silence is written, the Centre is told, the day stays", async () => {
    office.now("2025-06-18T17:30");
    await office.settled();
    const page = await office.at("xuly", code);
    assert.match(await textOf(page), new RegExp(`${silent}\\s+Im lặng, ghi nhận 17:3\\d 18/06/2025`));
    assert.match(await textOf(page), /Bổ sung giải pháp thoát nước/);
    assert.equal(await promisedOn(page), promised, "the clock did not stop for it");
    await picture(page, "61-consult-silent");
    const told = await office.as("giamdoc", "/giam-sat?viec=silent");
    const row = told.locator("#giam-sat tbody tr");
    assert.match(await row.innerText(), new RegExp(`${code}[\\s\\S]*Im lặng quá hạn[\\s\\S]*${silent}`));
    await picture(told, "62-consult-supervision");
    await office.does("xuly", code, "complete-step");
  });
});

test("an early result that the post delivers", async (story) => {
  const number = "EB123456789VN";
  let code, tracking;

  await story.test("the result is back two days before it was promised", async () => {
    office.now("2025-06-23T09:00");
    const desk = await office.as("tiepnhan", "/tiep-nhan?thu-tuc=1.008891");
    await desk.keyboard.press("Alt+s");
    await fill(desk, { "applicant.name": "K’Brèo Ƀră", "applicant.phone": "0912345678", "applicant.address": "12 Phan Đình Phùng, Phường 2, Đà Lạt", return_by: "post" });
    for (const box of await desk.locator("[data-checklist] input[type=checkbox]").all()) await box.check();
    assert.equal(await send(desk, desk.locator("main form button[name=intent][value=accept]")), 303);
    code = refOf(desk);
    tracking = await office.trackingOf("tiepnhan", code);
    await office.does("tiepnhan", code, "transfer");
    await office.step("vuvanlong", code, { next_person: "ngothanhthao" });
    await office.step("ngothanhthao", code);
    await office.step("vuvanlong", code);
    office.now("2025-06-27T10:00");
    await office.step("phambichanh", code);
    await office.step("buianhcuong", code);
    await office.does("buianhcuong", code, "send-result", { result_number: "123/CCHN-KTS" });
    const page = await office.does("tiepnhan", code, "confirm-result");
    assert.match(await textOf(page), /Xong đúng hạn[\s\S]*Đã có kết quả\s+Tin nhắn/, "the applicant is told at once");
    assert.match(await promisedOn(page), /01\/07\/2025/);
  });

  await story.test("the applicant sees what is still to be paid, and pays", async () => {
    await office.onThePhone(tracking, async (page, text) => {
      assert.match(text, /Đã có kết quả\. Quầy đang chuẩn bị gửi qua bưu điện\./);
      assert.match(text, /Còn phải nộp 300\.000 ₫/);
      await picture(page, "63-early-phone");
    });
    const page = await office.does("tiepnhan", code, "pay", { amount: "300000", method: "transfer", receipt: "FT25178001" });
    assert.match(await textOf(page), /Còn phải nộp\s+0 ₫/);
  });

  await story.test("it goes to the post under a list, with the keyboard alone", async () => {
    const page = await office.as("tiepnhan", "/buu-chinh/giao");
    await picture(page, "64-post-out");
    await page.keyboard.press("F2");
    await gun(page, { scans: 0 }, code);
    await page.locator(`tr:has-text("${code}") [name=chon]:checked`).waitFor();
    await page.locator('[name^="consignment."]').fill(number);
    await page.locator('[name^="postage."]').fill("30.000");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Đã giao 1 kết quả cho bưu chính, danh sách 1/2025.").waitFor();
    await office.at("tiepnhan", code);
    assert.match(await textOf(page), new RegExp(`Đã giao bưu chính\\s+${number} · danh sách 1/2025`));
    await picture(page, "65-given-to-post");
  });

  await story.test("the post delivers; the applicant has followed it by its number", async () => {
    await office.onThePhone(tracking, async (page, text) => {
      assert.match(text, /Kết quả đang trên đường bưu điện đến ông\/bà\./);
      assert.match(text, new RegExp(`Số bưu gửi\\s+${number}`));
      assert.match(text, /Bưu điện thu khi giao\s+Không thu/);
      assert.match(text, /Bưu điện tỉnh Lâm Đồng\s+Đang ở đây từ 10:0\d 27\/06\/2025/);
      await picture(page, "66-by-post-phone");
    });
    office.now("2025-06-30T15:00");
    const clerk = await office.does("buudien", code, "hand-over");
    assert.match(await textOf(clerk), /Đã trả/);
    await picture(clerk, "67-delivered");
    await office.onThePhone(tracking, (_page, text) => assert.match(text, /Kết quả đã được trả ngày 30\/06\/2025\./));
  });
});

test("a late dossier, its one apology, and no second one", async (story) => {
  let code, tracking;

  await story.test("on the day itself it is overdue, and everybody sees it", async () => {
    office.now("2025-07-01T09:00");
    code = await takeIn(await office.as("tiepnhan"), { procedure: SIMPLE, name: "Nguyễn Thị Lan" });
    tracking = await office.trackingOf("tiepnhan", code);
    await office.does("tiepnhan", code, "transfer");
    await office.step("lanhdao", code, { next_person: "xuly" });
    const early = await office.at("lanhdao", code);
    assert.ok(!(await isOffered(early, "apologise")), "nothing to apologise for yet");
    office.now("2025-07-22T17:00");
    await office.settled();
    const page = await office.at("lanhdao", code);
    assert.match(await textOf(page), /Quá hạn\s+17:00 22\/07\/2025 · Hệ thống/);
    await picture(page, "68-overdue");
    await office.onThePhone(tracking, (_page, text) => assert.match(text, /Chậm trễ này không phải lỗi của ông\/bà\./));
    const told = await office.as("giamdoc", "/giam-sat?viec=overdue");
    assert.match(await textOf(told), new RegExp(`${code}\\s+17:00 22/07/2025\\s+Quá hạn`));
  });

  await story.test("the head signs an apology with a new day", async () => {
    office.now("2025-07-23T08:00");
    const page = await office.at("lanhdao", code);
    await page.keyboard.press("l");
    await page.waitForURL("**/viec/apologise");
    assert.match(await textOf(page), /Ngày làm việc từ 24\/07\/2025 đến \d\d\/08\/2025\./);
    assert.match(await page.locator('[name="reason"]').inputValue(), /Thẩm định hồ sơ/, "whose the days were");
    await picture(page, "69-apology-form");
    await fill(page, { reason: "Thẩm định kéo dài vì hồ sơ dồn vào đầu tháng.", again: "28/07/2025" });
    assert.equal(await send(page, page.locator('main form[action$="/viec/apologise"] button[type=submit]')), 303);
    assert.match(await promisedOn(page), /17:00, thứ Hai, 28\/07\/2025/);
    assert.match(await textOf(page), /Ngày hẹn trước: 17:00 22\/07\/2025/);
    await picture(page, "70-apologised");
    await office.onThePhone(tracking, async (phone, text) => {
      assert.match(text, /Kết quả chậm hơn đã hẹn\. Ngày hẹn mới là 17:00, thứ Hai, 28\/07\/2025\./);
      assert.match(text, /Thẩm định kéo dài vì hồ sơ dồn vào đầu tháng\./);
      await picture(phone, "71-apology-phone");
    });
  });

  await story.test("a second apology is refused with its clause, and the words are kept", async () => {
    office.now("2025-07-25T08:00");
    // The new day is near: the applicant is told of that too.
    await office.settled();
    const page = await office.at("lanhdao", code);
    assert.ok(!(await isOffered(page, "apologise")));
    assert.match(await refusedOn(page), /không được hẹn lại lần thứ hai.*điểm a khoản 2 Điều 18 Quy chế 1722/s);
    await page.goto(`${page.url()}/viec/apologise`);
    await fill(page, { reason: "Vẫn chưa xong.", again: "04/08/2025" });
    assert.equal(await send(page, page.locator('main form[action$="/viec/apologise"] button[type=submit]')), 422);
    assert.match(await textOf(page), /Đã xin lỗi và hẹn lại một lần[\s\S]*điểm a khoản 2 Điều 18 Quy chế 1722/);
    assert.equal(await page.locator('[name="reason"]').inputValue(), "Vẫn chưa xong.");
    await picture(page, "72-second-apology-refused");
  });

  await story.test("the new day broken too, the applicant is sent to the leaders of the Centre", async () => {
    office.now("2025-07-28T17:00");
    await office.settled();
    const text = await textOf(await office.at("giamdoc", code));
    assert.match(text, /Ngày hẹn lại cũng đã qua\./);
    assert.match(text, /Quá hạn hôm nay/);
    await office.onThePhone(tracking, (_page, text) => assert.match(text, /gặp lãnh đạo Trung tâm/));
  });
});

test("nothing went wrong out of sight", () => {
  assert.deepEqual(office.faults(), []);
});
