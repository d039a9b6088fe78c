#!/usr/bin/env bash
# Runs a rig on a server of PostgreSQL of its own, gone when the rig ends:
#
#   tests/faults/on-postgresql.sh node tests/faults/f01-kill.mjs --kills 20
#
# adds `--database URL` to the command. The server waits for its disk (fsync = on), as a real one must.
set -euo pipefail

programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin -type d 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb)")
[ -x "$programs/initdb" ] || { echo "PostgreSQL is missing: install the Debian package postgresql" >&2; exit 3; }
place=$(mktemp -d)
# The server refuses to run as root.
as=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$place"
    as=(runuser -u postgres --)
fi
server() { (cd / && "${as[@]}" "$programs/$1" "${@:2}"); }
ended() {
    server pg_ctl --pgdata="$place/data" --mode=immediate --silent stop || true
    rm -rf "$place" "$place.log"
}
trap ended EXIT
server initdb --pgdata="$place/data" --username=motcua --auth=trust --encoding=UTF8 --locale=C --no-instructions >"$place.log" 2>&1 ||
    { cat "$place.log" >&2; exit 3; }
server pg_ctl --pgdata="$place/data" --silent --wait --log="$place/server.log" \
    --options="-k $place -c listen_addresses= -c shared_buffers=256MB" start
server createdb --host="$place" --username=motcua motcua
"$@" --database "postgres://motcua@/motcua?host=$place"
