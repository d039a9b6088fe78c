"""A short message service centre: SMPP 3.4 read and written by the smpplib package, sessions by asyncio.

Behaviours for submit_sm: {"status": 0, "id": "m1", "stat": "DELIVRD"} (a receipt follows when "stat" is there,
before the answer when "early" is), {"hang": true} (takes it, never answers), {"drop": true} (takes it, cuts the line).
Words from the test: {"receipt": {"id": "m1", "stat": "UNDELIV"}}, {"enquire": true}, {"silent": true} (answers no
sign of life any more), {"unbind": true}, {"raw": "hexadecimal"}.
"""

import argparse
import asyncio
import struct

from smpplib import consts, smpp

from line import Script, say

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--system-id", default="motcua")
parser.add_argument("--password", default="secret")
options = parser.parse_args()
script = Script({"status": 0})
HEAD = struct.Struct(">IIII")
sessions = []


class Numbers:
    """What smpplib asks of its client: a sequence of numbers."""

    def __init__(self):
        self.sequence = 0

    def next_sequence(self):
        self.sequence += 1
        return self.sequence


class Session(asyncio.Protocol):
    def __init__(self):
        self.buffer = b""
        self.bound = False
        self.silent = False
        self.numbers = Numbers()
        self.count = 0

    def connection_made(self, transport):
        self.transport = transport
        sessions.append(self)

    def connection_lost(self, _):
        sessions.remove(self)
        say(event="closed")

    def data_received(self, data):
        self.buffer += data
        while len(self.buffer) >= 16:
            length = HEAD.unpack_from(self.buffer)[0]
            if len(self.buffer) < length:
                return
            whole, self.buffer = self.buffer[:length], self.buffer[length:]
            self.heard(whole)

    def answer(self, command, sequence, status=0, body=b""):
        # In two pieces: a reader must not take a segment for a message.
        whole = HEAD.pack(16 + len(body), command | 0x80000000, status, sequence) + body
        self.transport.write(whole[:7])
        self.transport.write(whole[7:])

    def heard(self, whole):
        _, command, status, sequence = HEAD.unpack_from(whole)
        if command == 0x15:
            say(event="enquire_link")
            if not self.silent:
                self.answer(command, sequence)
        elif command == 0x80000015:
            say(event="enquire_link_resp")
        elif command == 0x80000005:
            say(event="deliver_sm_resp", status=status, sequence=sequence)
        elif command == 0x09:
            self.bind(whole, sequence)
        elif command == 0x04:
            self.submit(whole, sequence)
        elif command == 0x06:
            self.answer(command, sequence)
            self.transport.close()
        else:
            say(event="other", command=command, status=status)

    def bind(self, whole, sequence):
        login = smpp.parse_pdu(whole, client=self.numbers, allow_unknown_opt_params=True)
        name, word = login.system_id.decode(), login.password.decode()
        self.bound = (name, word) == (options.system_id, options.password)
        say(event="bind", system_id=name, version=login.interface_version, accepted=self.bound)
        self.answer(0x09, sequence, 0 if self.bound else consts.SMPP_ESME_RINVPASWD, b"smsc\0")

    def submit(self, whole, sequence):
        message = smpp.parse_pdu(whole, client=self.numbers, allow_unknown_opt_params=True)
        behaviour = script.take()
        self.count += 1
        own = behaviour.get("id", f"m{self.count}")
        say(
            event="submit",
            source=message.source_addr.decode(),
            source_ton=message.source_addr_ton,
            to=message.destination_addr.decode(),
            data_coding=message.data_coding,
            registered_delivery=message.registered_delivery,
            text=(message.short_message or b"").hex(),
        )
        if behaviour.get("hang"):
            return
        if behaviour.get("drop"):
            self.transport.abort()
            return
        if behaviour.get("early"):
            self.receipt({"id": own, "stat": behaviour["stat"]})
        status = behaviour.get("status", 0) if self.bound else 0x04
        self.answer(0x04, sequence, status, own.encode() + b"\0" if status == 0 else b"")
        if "stat" in behaviour and not behaviour.get("early"):
            self.receipt({"id": own, "stat": behaviour["stat"]})

    def receipt(self, word):
        text = (
            f"id:{word['id']} sub:001 dlvrd:001 submit date:2611270101 done date:2611270102 "
            f"stat:{word['stat']} err:000 text:"
        )
        delivery = smpp.make_pdu(
            "deliver_sm",
            client=self.numbers,
            source_addr="84912345678",
            destination_addr="1022",
            esm_class=0x04,
            short_message=text.encode(),
        )
        delivery.sequence = self.numbers.next_sequence()
        self.transport.write(delivery.generate())


def on_all(work):
    def run(word):
        loop.call_soon_threadsafe(lambda: [work(own, word) for own in list(sessions)])

    return run


def silent(session, word):
    session.silent = bool(word)


async def main():
    global loop
    loop = asyncio.get_running_loop()
    script.handlers = {
        "receipt": on_all(lambda own, word: own.receipt(word)),
        "enquire": on_all(lambda own, _: own.transport.write(HEAD.pack(16, 0x15, 0, 4711))),
        "silent": on_all(silent),
        "unbind": on_all(lambda own, _: own.transport.write(HEAD.pack(16, 0x06, 0, 4712))),
        "raw": on_all(lambda own, word: own.transport.write(bytes.fromhex(word))),
        "close": on_all(lambda own, _: own.transport.abort()),
    }
    server = await loop.create_server(Session, "127.0.0.1", options.port)
    say(event="ready", port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
