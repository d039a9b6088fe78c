"""Every row of an SQLite file as digests, one for each table, read without the program and without any index.

    rows.py FILE

Prints one JSON object: table -> SHA-256 over its rows, for the index of names over all that it lists and finds, because
the engine keeps notes for its next write there (how often it wrote, which settings it saw) that no reader can see; `integrity`, what the database itself says of its pages and
indexes; or `unreadable` with the reason.
"""

import hashlib
import json
import sqlite3
import sys

INDEX = "private_name_data"


def names(database):
    """What the index of names lists, and what each three letters find in either direction."""
    digest = hashlib.sha256()
    database.execute("CREATE VIRTUAL TABLE temp.entries USING fts5vocab('main', 'private_name', 'instance')")
    terms = set()
    for row in database.execute("SELECT term, doc, offset FROM temp.entries"):
        terms.add(row[0])
        digest.update(repr(row).encode())
    for term in sorted(terms):
        phrase = '"' + term.decode().replace('"', '""') + '"'
        for order in ("ASC", "DESC"):
            people = database.execute(f"SELECT rowid FROM private_name WHERE private_name MATCH ? ORDER BY rowid {order}", (phrase,))
            digest.update(repr((term, people.fetchall())).encode())
    return digest.hexdigest()


def read(path):
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    database.text_factory = bytes
    found = {}
    tables = [name.decode() for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in ["sqlite_master", *sorted(tables)]:
        if table == INDEX:
            found[table] = names(database)
            continue
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
