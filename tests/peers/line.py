"""How a test talks with a peer: one JSON object a line, events out, behaviours in."""

import json
import sys
import threading

_out = threading.Lock()


def say(**event):
    """Tells the test what happened."""
    with _out:
        sys.stdout.write(json.dumps(event) + "\n")
        sys.stdout.flush()


class Script:
    """Behaviours for the next messages, in order; afterwards the usual one."""

    def __init__(self, usual):
        self._lock = threading.Lock()
        self._next = []
        self.usual = usual
        self.handlers = {}
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in sys.stdin:
            word = json.loads(line)
            if "usual" in word:
                self.usual = word["usual"]
            with self._lock:
                self._next.extend(word.get("next", []))
            for name, handler in self.handlers.items():
                if name in word:
                    handler(word[name])
            say(event="scripted")
        # The test is over; a peer never outlives it.
        import os

        os._exit(0)

    def take(self):
        with self._lock:
            return self._next.pop(0) if self._next else self.usual
