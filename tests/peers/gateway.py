"""An HTTP server in the place of a gateway for short messages or of a partner system.

Behaviours: {"status": 200, "body": "...", "headers": {...}}, {"hang": 5}, {"drop": true} (reads the request,
then cuts the line). With --webhook SECRET each request is checked by the verifier of the standardwebhooks package,
and answered 401 when it does not hold.
"""

import argparse
import base64
import ssl
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from line import Script, say

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--certificate")
parser.add_argument("--webhook")
options = parser.parse_args()
script = Script({"status": 200, "body": '{"id": "g-1"}'})


def verified(body, headers):
    from standardwebhooks.webhooks import Webhook, WebhookVerificationError

    try:
        Webhook(options.webhook).verify(body, headers)
        return True
    except WebhookVerificationError as error:
        say(event="unverified", why=str(error))
        return False


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", "0"))).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        behaviour = script.take()
        holds = verified(body, headers) if options.webhook else None
        say(event="request", path=self.path, headers=headers, body=body, verified=holds)
        if "hang" in behaviour:
            time.sleep(behaviour["hang"])
        if behaviour.get("drop"):
            self.close_connection = True
            self.connection.close()
            return
        status = 401 if holds is False else behaviour.get("status", 200)
        answer = behaviour.get("body", "").encode()
        self.send_response(status)
        for name, value in behaviour.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST


server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
if options.certificate:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(options.certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
say(event="ready", port=server.server_address[1])
server.serve_forever()
