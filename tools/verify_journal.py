#!/usr/bin/env python3
"""Checks an exported journal without any code of the program that wrote it.

    verify_journal.py EXPORT [--key HEX] ...

Reads the lines that docs/reference/journal-format.md describes and recomputes every hash, every
chain, every Merkle root and every Ed25519 signature. With --key, seals must be signed by one of
the given public keys; otherwise they must be signed by the key that they name.

Exit: 0 all as recorded, 1 something is not (one line each), 2 wrong usage or not an export.
Only the standard library of Python 3.8 or later.
"""

import hashlib
import json
import sys

# --- Ed25519 (RFC 8032, section 5.1), verification only; slow and plain -----------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_MINUS_ONE = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * SQRT_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def point(data):
    """A point in extended coordinates, or None when the 32 bytes are none."""
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, a):
    result = (0, 1, 1, 0)
    while number > 0:
        if number & 1:
            result = add(result, a)
        a = add(a, a)
        number >>= 1
    return result


def same(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signature_holds(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    challenge = hashlib.sha512(signature[:32] + key + message).digest()
    h = int.from_bytes(challenge, "little") % L
    return same(times(s, BASE), add(r, times(h, a)))


# --- the canonical bytes -----------------------------------------------------------------------


def octets(text):
    """The bytes of lower-case hexadecimal digits: the format writes them in no other way."""
    if not set(text) <= set("0123456789abcdef"):
        raise ValueError(f"`{text}` is not written in lower-case hexadecimal digits")
    return bytes.fromhex(text)


def number(value):
    return int(value).to_bytes(8, "big", signed=True)


def text(value):
    data = value.encode("utf-8")
    return number(len(data)) + data


def record_hash(previous, line):
    return hashlib.sha256(
        b"motcua-record-1\0"
        + previous
        + text(line["stream"])
        + number(line["revision"])
        + text(line["kind"])
        + number(line["kind_version"])
        + number(line["recorded_at_us"])
        + text(line["actor"])
        + text(line["payload"])
    ).digest()


def seal_hash(line):
    return hashlib.sha256(
        b"motcua-seal-1\0"
        + number(line["number"])
        + number(line["first"])
        + number(line["last"])
        + number(line["count"])
        + octets(line["root"])
        + octets(line["previous"])
        + number(line["sealed_at_us"])
        + octets(line["public_key"])
    ).digest()


def merkle(leaves):
    """RFC 6962, section 2.1, over a list of hashes, level by level.

    An odd node at the end of a level goes up unchanged; that gives the same tree as splitting
    at the largest power of two.
    """
    level = [hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2])]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


# --- the check ---------------------------------------------------------------------------------


class Checker:
    def __init__(self, keys):
        self.keys = keys
        self.findings = []
        self.heads = {}
        self.hashes = []
        self.seals = []
        self.position = 0
        self.promised = None

    def find(self, place, what):
        self.findings.append(f"{place}: {what}")

    def record(self, line):
        place = f"{line['stream']} revision {line['revision']}"
        if line["position"] <= self.position:
            self.find(place, f"position {line['position']} comes after {self.position}")
        self.position = max(self.position, line["position"])
        revision, previous, at = self.heads.get(line["stream"], (0, bytes(32), None))
        if line["revision"] != revision + 1:
            self.find(place, f"expected revision {revision + 1}: a record is missing or moved")
        if at is not None and line["recorded_at_us"] < at:
            self.find(place, "recorded before the record that comes before it")
        own = octets(line["hash"])
        if record_hash(previous, line) != own:
            self.find(place, f"the hash does not fit the content (position {line['position']})")
        self.heads[line["stream"]] = (line["revision"], own, line["recorded_at_us"])
        self.hashes.append((line["position"], own))

    def check_seals(self):
        previous, expected, after = bytes(32), 1, 0
        for seal in self.seals:
            place = f"seal {seal['number']}"
            if seal["number"] != expected:
                self.find(place, f"expected seal {expected}: a seal is missing or moved")
            own = octets(seal["hash"])
            if seal_hash(seal) != own:
                self.find(place, "the hash does not fit the content")
            if octets(seal["previous"]) != previous:
                self.find(place, "it does not follow the seal before it")
            key = octets(seal["public_key"])
            if self.keys and key not in self.keys:
                self.find(place, "it is signed with a key that is not known")
            if not signature_holds(key, own, octets(seal["signature"])):
                self.find(place, "the signature is not the key's own")
            covered = [leaf for position, leaf in self.hashes if after < position <= seal["last"]]
            if self.position < seal["last"]:
                self.find(place, f"it covers up to position {seal['last']}, the journal ends at {self.position}")
            elif len(covered) != seal["count"]:
                self.find(place, f"it covers {seal['count']} records, the journal has {len(covered)} there")
            elif merkle(covered) != octets(seal["root"]):
                self.find(place, "the root is another: records were changed or moved")
            previous, expected, after = own, seal["number"] + 1, seal["last"]

    def finish(self):
        self.hashes.sort()
        self.check_seals()
        if self.promised is not None and self.position != self.promised:
            self.find("end", f"the header says position {self.promised}, the records end at {self.position}")


def check(lines, keys):
    checker = Checker(keys)
    for at, raw in enumerate(lines, start=1):
        line = json.loads(raw)
        kind = line["type"]
        if at == 1:
            if kind != "header" or line["format"] != "motcua-journal-1":
                raise ValueError("the first line is not the header of an exported journal")
            checker.promised = line["last_position"]
        elif kind == "record":
            checker.record(line)
        elif kind == "seal":
            checker.seals.append(line)
        else:
            checker.find(f"line {at}", f"unknown type {kind!r}")
    checker.finish()
    return checker


def main(arguments):
    keys, files = [], []
    while arguments:
        word = arguments.pop(0)
        if word == "--key" and arguments:
            keys.append(bytes.fromhex(arguments.pop(0)))
        else:
            files.append(word)
    if len(files) != 1 or files[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(files[0], encoding="utf-8", newline="\n") as lines:
            checker = check(lines, keys)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{files[0]}: not an exported journal: {error!r}", file=sys.stderr)
        return 2
    for finding in checker.findings:
        print(finding)
    sealed = max((seal["last"] for seal in checker.seals), default=0)
    open_end = sum(1 for position, _ in checker.hashes if position > sealed)
    print(
        f"{len(checker.hashes)} records, {len(checker.heads)} streams, {len(checker.seals)} seals, "
        f"{open_end} records after the last seal, {len(checker.findings)} findings"
    )
    return 1 if checker.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
