"""An S3-compatible service: the server of the moto package, with one bucket, empty at its start.

Behaviours: {"status": 503} answers every request with that status, {"status": 0} works again.
"""

import argparse
import logging
import threading

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from line import Script, say

parser = argparse.ArgumentParser()
parser.add_argument("--bucket", required=True)
options = parser.parse_args()
logging.getLogger("werkzeug").setLevel(logging.ERROR)
script = Script({"status": 0})
service = DomainDispatcherApplication(create_backend_app)


def answer(environ, start):
    status = script.take()["status"]
    if status:
        # What was sent is read away, so that the sender hears the answer.
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        start(f"{status} Told", [("content-length", "0")])
        return []
    return service(environ, start)


server = make_server("127.0.0.1", 0, answer, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
place = f"http://127.0.0.1:{server.port}"
client = boto3.client(
    "s3", endpoint_url=place, region_name="us-east-1", aws_access_key_id="motcua", aws_secret_access_key="geheim"
)
client.create_bucket(Bucket=options.bucket)
say(event="ready", port=server.port)
threading.Event().wait()
