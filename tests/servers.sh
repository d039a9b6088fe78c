# shellcheck shell=bash
# What the rigs in shell share to run servers of their own; sourced by them. Each has `fail WORDS…`, which ends it.

# Debian keeps servers out of the path of users, and the programs of PostgreSQL out of everybody's.
programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin -type d 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || true)")
PATH=$PATH:/usr/sbin:$programs

# needed PROGRAM:PACKAGE…
needed() {
    local pair
    for pair in "$@"; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || { echo "${pair%%:*} is missing: install the Debian package ${pair#*:}" >&2; exit 3; }
    done
}

# PostgreSQL refuses to run as root: `as` stands before its programs. The process stays the one that was started.
as=(env)
if [ "$(id -u)" -eq 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --init-groups env); fi
own() { (cd / && "${as[@]}" LC_ALL=C "$@"); }
# A folder that such a program may write into.
folder_for_servers() {
    local folder
    folder=$(mktemp -d)
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$folder"; fi
    echo "$folder"
}

# initialised DATA OWNER WORDS…: a server's folder, open to everybody on this machine.
initialised() {
    own initdb -D "$1" -U "$2" --auth=trust --encoding=UTF8 --locale=C --no-instructions "${@:3}" >"$1.said" 2>&1 ||
        { cat "$1.said" >&2; fail "initdb makes no server"; }
    rm -f "$1.said"
}

# postgresql_of_its_own OPTIONS…: a server with the database `motcua` at `$place`, gone when the script ends.
postgresql_of_its_own() {
    needed initdb:postgresql python3:python3
    place=$(folder_for_servers)
    trap postgresql_ends EXIT
    initialised "$place/data" motcua
    own pg_ctl --pgdata="$place/data" --silent --wait --log="$place/server.log" --options="-k $place -c listen_addresses= $*" start
    own createdb --host="$place" --username=motcua motcua
}
postgresql_ends() {
    own pg_ctl --pgdata="$place/data" --mode=immediate --silent stop || true
    rm -rf "$place"
}

# A server for tests, in `MOTCUA_TEST_SERVER`. Nothing on it outlives a loss of power, so nothing waits for the disk.
server_for_tests() {
    needed psql:postgresql-client
    postgresql_of_its_own -c fsync=off -c max_connections=400 -c shared_buffers=128MB
    export MOTCUA_TEST_SERVER="postgres://motcua@/motcua?host=$place"
}

# until_true WHAT SECONDS COMMAND…
until_true() {
    local what=$1 end=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || fail "$what did not come true"
        sleep 0.1
    done
}

# Puts so many free ports into `ports`.
free_ports() {
    # shellcheck disable=SC2034
    mapfile -t ports < <(python3 -c '
import socket, sys
kept = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in kept: one.bind(("127.0.0.1", 0))
print("\n".join(str(one.getsockname()[1]) for one in kept))' "$1")
}

# block GUIDE LANGUAGE WORD: the block of docs/guide/GUIDE in that language that holds the word.
block() {
    awk -v language="$2" -v word="$3" '
        $0 == "```" language { inside = 1; text = ""; next }
        inside && /^```$/ { if (index(text, word)) { printf "%s", text; found = 1; exit } inside = 0; next }
        inside { text = text $0 "\n" }
        END { exit !found }' "$(dirname "${BASH_SOURCE[0]}")/../docs/guide/$1" || fail "docs/guide/$1 has no block of $2 with $3"
}
