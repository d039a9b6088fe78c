#!/usr/bin/env bash
# Runs a rig on a server of PostgreSQL of its own, gone when the rig ends:
#
#   tests/faults/on-postgresql.sh node tests/faults/f01-kill.mjs --kills 20
#
# adds `--database URL` to the command. The server waits for its disk (fsync = on), as a real one must.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/../servers.sh"
fail() { echo "on-postgresql: $*" >&2; exit 3; }
needed initdb:postgresql python3:python3

place=$(folder_for_servers)
ended() {
    own pg_ctl --pgdata="$place/data" --mode=immediate --silent stop || true
    rm -rf "$place"
}
trap ended EXIT
initialised "$place/data" motcua
own pg_ctl --pgdata="$place/data" --silent --wait --log="$place/server.log" \
    --options="-k $place -c listen_addresses= -c shared_buffers=256MB" start
own createdb --host="$place" --username=motcua motcua
"$@" --database "postgres://motcua@/motcua?host=$place"
