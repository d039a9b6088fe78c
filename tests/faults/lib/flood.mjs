// Anybody, in great number: asks public pages at a rate, whatever comes of it. Its own process, so that whoever measures
// the desk does not share its thread; says `flooding` when it begins, and what came of it as one line of JSON when it is ended.
//
//   node flood.mjs PORT RATE CODE [MOST]        RATE 0: as fast as 16 connections are answered
//
// Each request goes out at its instant on a connection that is free, else on a new one, up to MOST of them.

import { connect } from "node:net";

const [port, rate, code, most] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4], Number(process.argv[5] ?? 3000)];
const told = { sent: 0, unsent: 0, ticks: 0, waiting: 0, ok: 0, refused: 0, without: 0, other: 0, broken: 0 };
const idle = [];
let open = 0;
let number = 0;
let ending = false;
const began = performance.now();

/**
 * Half of all look for procedures, half for one dossier; each from an address of its own, as behind a proxy. Half of each
 * say that they are signed in, with a session or a token that they have made up.
 */
function request() {
  number += 1;
  const path = number % 2 === 0 ? "/thu-tuc?q=dat" : `/tra-cuu?ma=${code}`;
  const from = `10.${number % 250}.${(number >> 8) % 250}.${(number >> 16) % 250}`;
  const claims = ["", "", `cookie: motcua=${number}\r\n`, `authorization: Bearer ${number}\r\n`][(number >> 1) % 4];
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-forwarded-for: ${from}\r\naccept-encoding: gzip\r\n${claims}\r\n`;
}

function send(socket) {
  told.sent += 1;
  socket.busy = true;
  socket.write(request());
}

function fresh() {
  open += 1;
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let head = "";
  let left = 0;
  /** The last bytes of a packed answer, whose length nobody has said. */
  let tail = null;
  socket.on("data", (bytes) => {
    let at = 0;
    if (left === 0) {
      head += bytes.toString("latin1");
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      const top = head.slice(0, end).toLowerCase();
      left = Number(/content-length: (\d+)/.exec(top)?.[1] ?? 0);
      tail = top.includes("\r\ntransfer-encoding: chunked") ? "" : null;
      answered(Number(top.slice(9, 12)), top.includes("\r\nretry-after: "));
      at = bytes.length - (head.length - end - 4);
      head = "";
    }
    if (tail !== null) {
      tail = (tail + bytes.toString("latin1", Math.max(at, bytes.length - 5))).slice(-5);
      if (tail !== "0\r\n\r\n") return;
      tail = null;
    } else {
      left -= bytes.length - at;
      if (left > 0) return;
      left = 0;
    }
    socket.busy = false;
    if (rate === 0 && !ending) send(socket);
    else idle.push(socket);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    open -= 1;
    if (socket.busy && !ending) told.broken += 1;
    const at = idle.indexOf(socket);
    if (at >= 0) idle.splice(at, 1);
  });
  return socket;
}

function answered(status, back) {
  if (status === 200) told.ok += 1;
  else if (status === 503 || status === 429) {
    told.refused += 1;
    if (!back) told.without += 1;
  } else told.other += 1;
}

function tick() {
  // What has come is read before a timer runs: these have waited for the program since the tick before, or longer.
  told.ticks += 1;
  told.waiting += open - idle.length;
  const due = Math.floor(((performance.now() - began) / 1000) * rate);
  while (told.sent + told.unsent < due) {
    const socket = idle.pop();
    if (socket) send(socket);
    else if (open < most) send(fresh());
    else told.unsent += 1;
  }
  if (!ending) setTimeout(tick, 1);
}

process.on("SIGTERM", () => {
  ending = true;
  console.log(JSON.stringify({ ...told, seconds: (performance.now() - began) / 1000 }));
  process.exit(0);
});
console.log("flooding");
if (rate === 0) for (let turn = 0; turn < 16; turn += 1) send(fresh());
else tick();
