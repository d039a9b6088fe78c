// The pages as a browser without scripts uses them: sign in, read a file.

import http from "node:http";

/** One request with raw bytes; gives status, headers and bytes. */
export function raw(own, method, path, { headers = {}, body, timeout = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? {} : { "content-length": body.length };
    const request = http.request({ hostname: "127.0.0.1", port: own.port, method, path, headers: { ...headers, ...sent }, timeout }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", reject);
    request.end(body);
  });
}

const cookies = (answer) => (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");

/** The cookie of a demonstration account. */
export async function signIn(own, username) {
  const form = await raw(own, "GET", "/dang-nhap");
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.bytes.toString())[1];
  const body = Buffer.from(new URLSearchParams({ csrf, username, password: "motcua-demo", ve: "/" }).toString());
  const headers = { cookie: cookies(form), "content-type": "application/x-www-form-urlencoded" };
  const signed = await raw(own, "POST", "/dang-nhap", { headers, body });
  if (signed.status !== 303) throw new Error(`no sign-in: ${signed.status}`);
  return cookies(signed);
}

/** Uploads a file by the API. */
export function upload(own, token, body) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/octet-stream", accept: "application/json" };
  return raw(own, "POST", "/api/v1/files", { headers, body });
}
