#!/usr/bin/env bash
# The job of the copies: a copy is proved once and with its files, a bad one is said and not taken for a copy, old ones make room,
# the store stays as it is.
#
#   MOTCUA_BIN=target/debug/motcua tests/packaging/backup.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
fail() { echo "backup: $*" >&2; exit 1; }
[ -x "${MOTCUA_BIN:-}" ] || fail "MOTCUA_BIN names no program"
command -v rsync >/dev/null || fail "rsync is missing"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/data" "$work/copies"
# Notes what it is asked for.
cat >"$work/bin/motcua" <<CALLED
#!/bin/sh
echo "\$*" >>"$work/calls"
exec "$(realpath "$MOTCUA_BIN")" "\$@"
CALLED
# The disk as a test wants it: its size and what is free, in KiB; empty: as it is. What must stay is only said of a disk with room:
# on a full one older copies rightly go.
cat >"$work/bin/df" <<'DISK'
#!/bin/sh
[ -n "${DISK:-}" ] || exec /bin/df "$@"
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x %s 0 %s 99%% /\n' ${DISK}
DISK
chmod +x "$work/bin/motcua" "$work/bin/df"
echo "data = \"$work/data\"" >"$work/motcua.toml"
export PATH=$work/bin:$PATH MOTCUA_CONFIG=$work/motcua.toml MOTCUA_BACKUP_TO=$work/copies
roomy='40000000 30000000'
# A second between two copies: their names differ by it.
job() {
    sleep 1.1
    : >"$work/calls"
    MOTCUA_BACKUP_FILES=$1 packaging/backup >"$work/said" 2>&1
}
said() { grep -q "$1" "$work/said" || { cat "$work/said"; fail "$2"; }; }
mark() { cat "$work/data/last-backup" 2>/dev/null || echo none; }
there() { for file in "$@"; do [ -f "$file" ] || { cat "$work/said"; fail "$file was removed"; }; done; }
gone() { for file in "$@"; do if [ -e "$file" ] || [ -e "$file.sha256" ]; then cat "$work/said"; fail "$file takes room"; fi; done; }
copies() { find "$work/copies" -maxdepth 1 -name 'motcua-*T*.sqlite' | wc -l; }

motcua simulate --data "$work/data" --dossiers 20 >/dev/null 2>&1
[ -n "$(find "$work/data/files" -type f -name '????*' | head -n 1)" ] || fail "no dossier of the store has a scan"

# --- a good one, and those that are old ------------------------------------------------------

name() { echo "$work/copies/motcua-$(date -d "$1" +%Y-%m-%d)T$2.sqlite"; }
kept=("$(name yesterday 080000)" "$(name yesterday 170000)" "$(name '5 days ago' 170000)")
old=("$(name '5 days ago' 080000)" "$(name '20 days ago' 170000)")
for file in "${kept[@]}" "${old[@]}"; do touch "$file" "$file.sha256"; done
# One that was cut off by a loss of power.
mkdir "$work/copies/.proof.cutoff"
DISK=$roomy job yes || { cat "$work/said"; fail "a good copy was not made"; }
first=$(mark)
[ "$first" != none ] || fail "the copy is not noted"
there "${kept[@]}"
gone "${old[@]}"
[ "$(grep -cE '^(verify|restore) ' "$work/calls")" = 1 ] || { cat "$work/calls"; fail "a copy is verified more than once"; }
[ -z "$(find "$work/copies" -name '.proof.*')" ] || fail "a proof was left behind"
newest=$(find "$work/copies" -maxdepth 1 -name 'motcua-*.sqlite' | sort | tail -n 1)
(cd "$work/copies" && sha256sum --quiet --check "${newest##*/}.sha256") || fail "the copy is not what its digest says"

# --- a configuration that names the store as a file: the copy is proved, the store stays -------

inode=$(stat -c %i "$work/data/store.sqlite")
echo "database = \"sqlite://$work/data/store.sqlite\"" >"$work/motcua.toml"
for read in yes no; do
    job "$read" || { cat "$work/said"; fail "a store named as a file was not copied"; }
    grep -E '^(verify|restore) ' "$work/calls" | grep -q "sqlite://$work/copies/.proof" || { cat "$work/calls"; fail "something else than the copy was proved"; }
done
[ "$(stat -c %i "$work/data/store.sqlite")" = "$inode" ] || fail "the copy was put in the place of the store"
echo "data = \"$work/data\"" >"$work/motcua.toml"
first=$(mark)

# --- a scan that is lost: the copy of the store alone is good, with its files it is not -------

lost=$(find "$work/data/files" -type f -path '*/files/[0-9a-f][0-9a-f]/*' | head -n 1)
rm "$lost" "$work/copies/files/${lost#"$work/data/files/"}"
before=$(copies)
for _ in 1 2; do if DISK=$roomy job yes; then fail "a lost scan was not found"; fi; done
said "$(basename "$lost" | head -c 12)" "it is not said which scan is lost"
[ "$(mark)" = "$first" ] || fail "a copy that failed its proof counts as one"
[ "$(copies)" = "$before" ] || fail "a copy that failed its proof lies among the others"
[ "$(find "$work/copies" -name '*.unproved' | wc -l)" = 1 ] || fail "the newest that failed is not kept"
[ -z "$(find "$work/copies" -name '.proof.*')" ] || fail "the proof was left behind"
DISK=$roomy job no || { cat "$work/said"; fail "by day the files are not read"; }
[ "$(mark)" != "$first" ] || fail "the copy is not noted"
[ -z "$(find "$work/copies" -name '*.unproved')" ] || fail "one that failed is kept beside a newer that did not"

# --- room: which copies go, and which stay ----------------------------------------------------

# Forty MiB each, where a copy of this store needs about seventy.
hours=("$(name yesterday 080000)" "$(name yesterday 110000)")
days=("$(name '9 days ago' 170000)" "$(name '5 days ago' 170000)" "$(name yesterday 170000)")
fill() { for file in "${hours[@]}" "${days[@]}"; do head -c 40M /dev/zero >"$file"; done; }
fill
DISK='0 40000' job no || { cat "$work/said"; fail "an older copy made no room"; }
gone "${hours[0]}"
there "${hours[1]}" "${days[@]}"
said "${hours[0]##*/} made room" "it is not said what went"
fill
# A disk of which 15 % do not stay free: copies of the hours go, days stay.
DISK='100000000 100000' job no || { cat "$work/said"; fail "hours made no room for the store"; }
gone "${hours[@]}"
there "${days[@]}"
fill
if DISK='0 -300000' job no; then fail "a copy was begun without room for it"; fi
there "${hours[@]}" "${days[@]}"
DISK='0 -40000' job no || { cat "$work/said"; fail "the oldest day made no room"; }
gone "${hours[@]}" "${days[0]}"
there "${days[1]}" "${days[2]}"

# --- no room ---------------------------------------------------------------------------------

second=$(mark)
before=$(copies)
if DISK='100 1000' job no; then fail "a copy was begun without room for it"; fi
said 'MiB free' "it is not said how much room is missing"
[ "$(mark) $(copies)" = "$second $before" ] || fail "a copy that was not made is noted"

# --- a program that is newer than the store: no copy, and the store stays ----------------------

schema() { python3 -c 'import sqlite3, sys; own = sqlite3.connect(sys.argv[1]); print(own.execute(sys.argv[2]).fetchone()); own.commit()' "$work/data/store.sqlite" "$1"; }
schema "UPDATE meta SET value = '7' WHERE name = 'schema_version' RETURNING value" >/dev/null
if DISK=$roomy job no; then fail "a copy was made of a store that would have had to be brought up to date"; fi
said 'motcua migrate' "it is not said what to do"
[ "$(schema "SELECT value FROM meta WHERE name = 'schema_version'")" = "('7',)" ] || fail "a copy brought the store up to date"
[ "$(mark) $(copies)" = "$second $before" ] || fail "a copy that was not made is noted"
echo "backup: copies are proved once and with their files, bad ones are said, old ones make room, the store stays"
