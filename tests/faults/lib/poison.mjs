// Files that a scanner never makes: sound ones, and what a seed makes of them.

import { deflateSync } from "node:zlib";

/** A PDF of some pages with one packed object, so that every part of the look has something to read. */
export function pdf(words, pages = 3) {
  const packed = deflateSync(Buffer.from("9 0 <</Type/Page/Note(packed)>>"));
  const objects = Array.from({ length: pages }, (_, page) => `${page + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n`);
  const head = `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count ${pages}>>endobj\n${objects.join("")}`;
  const stream = Buffer.concat([Buffer.from(`8 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n`), packed, Buffer.from("\nendstream endobj\n")]);
  return Buffer.concat([Buffer.from(head), stream, Buffer.from(`% ${words}\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 9/Root 1 0 R>>\nstartxref\n9\n%%EOF\n`)]);
}

function crc32(bytes) {
  let all = ~0;
  for (const byte of bytes) {
    all ^= byte;
    for (let bit = 0; bit < 8; bit += 1) all = (all >>> 1) ^ (0xedb88320 & -(all & 1));
  }
  return ~all >>> 0;
}

const chunk = (kind, content) => {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

const MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey PNG with lines on it; `claimed` are the sides that its head says. */
export function png(words, [width, height] = [700, 900], claimed = [width, height]) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claimed[0]);
  head.writeUInt32BE(claimed[1], 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 245);
  for (let row = 0; row < height; row += 1) {
    rows[row * (width + 1)] = 0;
    if (row % 20 < 6) rows.fill(30, row * (width + 1) + 60, row * (width + 1) + width - 60);
  }
  return Buffer.concat([MAGIC, chunk("IHDR", head), chunk("tEXt", Buffer.from(`Comment\0${words}`)), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A grey JPEG of one tone: a table with one code each, and zeros for every block. */
export function jpeg(words, [width, height] = [704, 904]) {
  const part = (mark, content) => {
    const frame = Buffer.from([0xff, mark, 0, 0]);
    frame.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([frame, content]);
  };
  const table = (id) => part(0xc4, Buffer.from([id, 1, ...Array(15).fill(0), 0]));
  const sides = Buffer.alloc(4);
  sides.writeUInt16BE(height);
  sides.writeUInt16BE(width, 2);
  const bits = Math.ceil((Math.ceil(width / 8) * Math.ceil(height / 8) * 2) / 8);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    part(0xfe, Buffer.from(words)),
    part(0xdb, Buffer.from([0, ...Array(64).fill(1)])),
    part(0xc0, Buffer.concat([Buffer.from([8]), sides, Buffer.from([1, 1, 0x11, 0])])),
    table(0x00),
    table(0x10),
    part(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(bits),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** Two things in one file, bombs and loops: each with the code that it must be refused with, or none if it is kept. */
export function special() {
  const packed = (bytes) => {
    const content = deflateSync(bytes, { level: 9 });
    return Buffer.concat([Buffer.from("8 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n"), content, Buffer.from("\nendstream endobj\n")]);
  };
  const within = (...parts) => Buffer.concat([Buffer.from("%PDF-1.7\n1 0 obj<</Type/Page>>endobj\n"), ...parts.map((part) => Buffer.from(part)), Buffer.from("\n%%EOF\n")]);
  const zip = Buffer.from("504b03040a0000000000000000000000000000000000000000000100000061504b01020a000a00000000000000000000000000000000000000000001000000000000000000000000000000000061504b050600000000010001002f0000001f0000000000", "hex");
  return [
    ["30 000×30 000 PNG", png("bomb", [700, 900], [30_000, 30_000]), "too-many-pixels"],
    ["PNG that lies about its sides", png("lie", [700, 900], [7_000, 7_000]), null],
    ["PDF of a million pages", within("<</Type/Pages/Kids[1 0 R]/Count 1000000>>"), "too-many-pages"],
    ["PDF with packed gigabytes", within(...Array(150).fill(packed(Buffer.alloc(20 << 20, 32)))), null],
    ["PDF with 600 packed pages", within(packed(Buffer.from("<</Type/Page>>".repeat(600)))), "too-many-pages"],
    ["PDF with a loop of tables", within("xref\n0 1\n0000000000 65535 f \ntrailer<</Prev 45/Root 1 0 R>>\nstartxref\n45\n"), null],
    ["PDF four million deep", within("[".repeat(4_000_000)), null],
    ["PDF of names", within("/ObjStm".repeat(1_000_000)), null],
    ["PDF with a program", within("<</S/JavaScript/JS(app.alert(1))>>"), null],
    ["PDF that is a zip", within(zip), "mixed-type"],
    ["PNG that is a zip", Buffer.concat([png("zip"), zip]), "mixed-type"],
    ["PDF that is a page", Buffer.concat([Buffer.from("%PDF-1.4\n<script>alert(1)</script>\n"), pdf("page")]), "mixed-type"],
    ["page", Buffer.from("<!doctype html><script>alert(1)</script>"), "unknown-type"],
    ["drawing", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "unknown-type"],
    ["zip", zip, "unknown-type"],
    ["program", Buffer.from("MZ\x90\0"), "unknown-type"],
    ["nothing", Buffer.alloc(0), "empty"],
  ];
}

/** One of the sound files, changed in one to six places. */
export function mutated(random, turn) {
  const below = (end) => Math.floor(random() * end);
  const words = `turn ${turn}`;
  let bytes = [pdf, png, jpeg][turn % 3](words);
  const other = () => [pdf, png, jpeg][below(3)](`other ${turn}`);
  for (let times = 1 + below(6); times > 0; times -= 1) {
    const at = below(bytes.length);
    const until = at + below(Math.min(200, bytes.length - at) + 1);
    switch (below(9)) {
      case 0: bytes[at] ^= 1 << below(8); break;
      case 1: bytes = bytes.subarray(0, Math.max(12, at)); break;
      case 2: bytes.fill(below(256), at, until); break;
      case 3: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(at, until), bytes.subarray(until)]); break;
      case 4: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(until)]); break;
      case 5: if (at + 4 <= bytes.length) bytes.writeUInt32BE([0, 0xffffffff, 0x7fffffff, 0x80000000][below(4)], at); break;
      case 6: bytes = Buffer.concat([bytes.subarray(0, at), other().subarray(below(300))]); break;
      case 7: bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from("[<<(".repeat(1 + below(20_000))), bytes.subarray(at)]); break;
      default: {
        const from = below(bytes.length);
        const piece = Buffer.from(bytes.subarray(from, from + below(500)));
        piece.copy(bytes, at);
      }
    }
    bytes = Buffer.from(bytes);
    if (bytes.length === 0) bytes = Buffer.from("%PDF-");
  }
  return bytes;
}
