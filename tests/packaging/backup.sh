#!/usr/bin/env bash
# The job of the copies: a copy is proved with its files, a bad one is said and not taken for a copy, old ones make room.
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
ln -s "$(realpath "$MOTCUA_BIN")" "$work/bin/motcua"
echo "data = \"$work/data\"" >"$work/motcua.toml"
export PATH=$work/bin:$PATH MOTCUA_CONFIG=$work/motcua.toml MOTCUA_BACKUP_TO=$work/copies
job() { MOTCUA_BACKUP_FILES=$1 packaging/backup >"$work/said" 2>&1; }
mark() { cat "$work/data/last-backup" 2>/dev/null || echo none; }

motcua simulate --data "$work/data" --dossiers 20 >/dev/null 2>&1
[ -n "$(find "$work/data/files" -type f -name '????*' | head -n 1)" ] || fail "no dossier of the store has a scan"

# --- a good one, and those that are old ------------------------------------------------------

name() { echo "$work/copies/motcua-$(date -d "$1" +%Y-%m-%d)T$2.sqlite"; }
kept=("$(name yesterday 080000)" "$(name yesterday 170000)" "$(name '5 days ago' 170000)")
gone=("$(name '5 days ago' 080000)" "$(name '20 days ago' 170000)")
for file in "${kept[@]}" "${gone[@]}"; do touch "$file" "$file.sha256"; done
job yes || { cat "$work/said"; fail "a good copy was not made"; }
first=$(mark)
[ "$first" != none ] || fail "the copy is not noted"
for file in "${kept[@]}"; do [ -f "$file" ] || fail "$file was removed"; done
for file in "${gone[@]}"; do [ ! -e "$file" ] && [ ! -e "$file.sha256" ] || fail "$file takes room"; done

# --- a scan that is lost: the copy of the store alone is good, with its files it is not -------

lost=$(find "$work/data/files" -type f -path '*/files/[0-9a-f][0-9a-f]/*' | head -n 1)
rm "$lost" "$work/copies/files/${lost#"$work/data/files/"}"
sleep 1.1
if job yes; then fail "a lost scan was not found"; fi
grep -q "$(basename "$lost" | head -c 12)" "$work/said" || { cat "$work/said"; fail "it is not said which scan is lost"; }
[ "$(mark)" = "$first" ] || fail "a copy that failed its proof counts as one"
[ -z "$(find "$work/copies" -name '.proof.*')" ] || fail "the proof was left behind"
sleep 1.1
job no || { cat "$work/said"; fail "by day the files are not read"; }
[ "$(mark)" != "$first" ] || fail "the copy is not noted"

# --- no room ---------------------------------------------------------------------------------

second=$(mark)
cat >"$work/bin/df" <<'FULL'
#!/bin/sh
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/x 100 100 1000 99%% /\n'
FULL
chmod +x "$work/bin/df"
if job no; then fail "a copy was begun without room for it"; fi
grep -q 'MiB free' "$work/said" || { cat "$work/said"; fail "it is not said how much room is missing"; }
[ "$(mark)" = "$second" ] || fail "a copy that was not made is noted"
echo "backup: copies are proved with their files, bad ones are said, old ones make room"
