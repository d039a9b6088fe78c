"""A mail server (aiosmtpd) that misbehaves as it is told.

Behaviours: {"do": "accept"}, {"do": "refuse", "at": "mail|rcpt|data", "say": "450 later"},
{"do": "tarpit", "at": "mail|rcpt|data", "seconds": 5} (with "data" it has taken the message before it waits),
{"do": "drop"} (takes the message, then cuts the line without a word).
"""

import argparse
import asyncio
import base64
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

from line import Script, say

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--certificate")
parser.add_argument("--user")
parser.add_argument("--password")
options = parser.parse_args()
script = Script({"do": "accept"})


class Handler:
    """One for each connection; its behaviour is chosen with the sender."""

    def __init__(self):
        self.behaviour = {"do": "accept"}

    async def at(self, phase):
        own = self.behaviour
        if own.get("at") != phase:
            return None
        if own["do"] == "tarpit" and phase != "data":
            await asyncio.sleep(own["seconds"])
        if own["do"] == "refuse":
            say(event="refused", at=phase)
            return own["say"]
        return None

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        self.behaviour = script.take()
        refusal = await self.at("mail")
        if refusal:
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refusal = await self.at("rcpt")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = await self.at("data")
        if refusal:
            return refusal
        say(
            event="message",
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            data=base64.b64encode(envelope.content).decode(),
            tls=session.ssl is not None,
            user=(session.auth_data or b"").decode() if session.authenticated else None,
        )
        if self.behaviour["do"] == "drop":
            server.transport.abort()
            return "250 never said"
        if self.behaviour["do"] == "tarpit":
            await asyncio.sleep(self.behaviour["seconds"])
        return "250 OK queued"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login.decode() == options.user and data.password.decode() == options.password
    return AuthResult(success=right, handled=False, auth_data=data.login)


def connection():
    more = {}
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)
        more.update(tls_context=context, require_starttls=True)
    if options.user:
        more.update(authenticator=authenticate, auth_required=True, auth_require_tls=bool(options.certificate))
    return SMTP(Handler(), hostname="mail.example", loop=asyncio.get_running_loop(), **more)


async def main():
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", options.port)
    say(event="ready", port=server.sockets[0].getsockname()[1])
    await server.serve_forever()


asyncio.run(main())
