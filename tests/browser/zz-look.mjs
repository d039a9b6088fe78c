import { launch, openAs } from "./lib/browser.js";
import { done } from "./lib/desk.js";
const server = { url: "http://127.0.0.1:26001" };
const browser = await launch();
const out = "/tmp/wt/desk-shots/";
const { page } = await openAs(browser, server, "tiepnhan");
const shot = async (page, path, name) => {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 800 : 900 });
    await page.goto(path);
    await page.screenshot({ path: `${out}${name}-${width}.png`, fullPage: true });
  }
};
await shot(page, "/lam-viec", "lamviec");
await shot(page, "/lam-viec?xem=ngay-mai", "ngaymai");
await shot(page, "/ban-giao", "bangiao");
await shot(page, "/buu-chinh/giao", "buuchinh");
await shot(page, "/tiep-nhan?thu-tuc=2.000815", "tiepnhan");
await page.goto("/lam-viec?xem=tat-ca");
const hrefs = await page.locator('a[href^="/ho-so/"]').evaluateAll((l) => l.map((a) => a.getAttribute("href")));
await shot(page, hrefs[0], "hoso");
for (const act of ["check-papers","set-charges","pay","notify","give-to-post"]) await shot(page, hrefs[0] + "/viec/" + act, "f-" + act);
const { page: head } = await openAs(browser, server, "lanhdao");
await head.goto("/lam-viec?xem=qua-han");
const late = await head.locator('a[href^="/ho-so/"]').evaluateAll((l) => l.map((a) => a.getAttribute("href")));
if (late[0]) { await shot(head, late[0], "hoso-late"); for (const act of ["apologise","consult","correct","complete-step","stop-clock","assign"]) await shot(head, late[0] + "/viec/" + act, "f-" + act); }
console.log(hrefs.length, late.length, late[0]);
await browser.close();
