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

postgresql_of_its_own -c shared_buffers=256MB -c max_connections=250
"$@" --database "postgres://motcua@/motcua?host=$place"
