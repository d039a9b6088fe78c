// Somebody at the pages, without a browser: signs in through the form and reads.

import { ask } from "./program.mjs";

/** Signs in; gives a function that reads a page or a file. */
export async function browser(own, username, password = "motcua-demo") {
  const cookieOf = (answer, name) => {
    const set = (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).find((line) => line.startsWith(`${name}=`));
    if (!set) throw new Error(`no cookie ${name}: ${answer.status} ${answer.text.slice(0, 200)}`);
    return set;
  };
  const form = await ask(own, null, "GET", "/dang-nhap", { more: { accept: "text/html" } });
  const [, csrf] = /name="csrf" value="([^"]*)"/.exec(form.text);
  const pairs = new URLSearchParams({ csrf, username, password, ve: "/" });
  const signed = await ask(own, null, "POST", "/dang-nhap", {
    bytes: Buffer.from(pairs.toString()),
    more: { accept: "text/html", cookie: cookieOf(form, "motcua-khach"), "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
  });
  if (signed.status !== 303) throw new Error(`${username} was not signed in: ${signed.status} ${signed.text.slice(0, 400)}`);
  const cookie = cookieOf(signed, "motcua");
  return (path) => ask(own, null, "GET", path, { more: { accept: "text/html", cookie } });
}
