"""Every row of an SQLite file as digests, one for each table, read without the program and without any index.

    rows.py FILE

Prints one JSON object: table -> SHA-256 over its rows; `integrity`, what the database itself says of its pages and
indexes; or `unreadable` with the reason.
"""

import hashlib
import json
import sqlite3
import sys


def read(path):
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    database.text_factory = bytes
    found = {}
    tables = [name.decode() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in ["sqlite_master", *sorted(tables)]:
        digest = hashlib.sha256()
        for row in database.execute(f'SELECT * FROM "{table}" NOT INDEXED'):
            digest.update(repr(row).encode())
        found[table] = digest.hexdigest()
    said = [line.decode(errors="replace") for (line,) in database.execute("PRAGMA integrity_check(5)")]
    found["integrity"] = "; ".join(said)
    return found


try:
    print(json.dumps(read(sys.argv[1])))
except (sqlite3.Error, UnicodeDecodeError) as error:
    print(json.dumps({"unreadable": str(error)}))
