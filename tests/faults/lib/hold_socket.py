"""Holds a listening socket and runs a program over it, as systemd does for a service with a socket.

    python3 hold_socket.py PROGRAM WORDS…

prints `listening PORT`, starts the program with the socket as its file 3, and obeys standard input: `restart` ends
the program with SIGTERM, waits, starts it again and prints `restarted MILLISECONDS`, `restart PROGRAM` starts that one from
then on; the end of the input ends both.
"""

import os
import signal
import socket
import sys
import time


def start(listener):
    pid = os.fork()
    if pid:
        return pid
    os.dup2(listener.fileno(), 3)
    os.set_inheritable(3, True)
    environment = {**os.environ, "LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
    os.execve(sys.argv[1], sys.argv[1:], environment)


def end(pid):
    os.kill(pid, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
print(f"listening {listener.getsockname()[1]}", flush=True)
program = start(listener)
for line in sys.stdin:
    word, _, other = line.strip().partition(" ")
    if word == "restart":
        sys.argv[1] = other or sys.argv[1]
        begun = time.monotonic()
        code = end(program)
        if code != 0:
            sys.exit(f"the program ended with {code}")
        program = start(listener)
        print(f"restarted {(time.monotonic() - begun) * 1000:.0f}", flush=True)
sys.exit(end(program))
