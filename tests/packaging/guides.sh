#!/usr/bin/env bash
# What docs/guide/trien-khai-*.md say, done: the very blocks of configuration of the guides, with names and ports of this machine.
#
#   tests/packaging/guides.sh         as root (PostgreSQL runs as its own user); MOTCUA_BIN names the program
#
# nginx with TLS before one program; a streaming standby promoted by hand under two programs; HAProxy before both, one of them killed; a
# base backup with pgBackRest and the way back to an instant.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ "$(id -u)" -eq 0 ] || { echo "run this as root" >&2; exit 3; }
. tests/servers.sh
fail() { echo "guides: $*" >&2; for log in "$work"/*.log; do echo "-- $log" >&2; tail -n 5 "$log" >&2; done; exit 1; }
needed initdb:postgresql nginx:nginx haproxy:haproxy pgbackrest:pgbackrest openssl:openssl curl:curl
motcua=${MOTCUA_BIN:-$PWD/target/release/motcua}

work=$(folder_for_servers)
chmod 755 "$work"
running=()
ended() {
    local data
    # nginx takes its worker along only when it is asked to end.
    for one in "${running[@]}"; do kill -TERM "$one" 2>/dev/null || true; done
    sleep 1
    for one in "${running[@]}"; do kill -KILL "$one" 2>/dev/null || true; done
    for data in "$work"/db1 "$work"/db2 "$work"/back; do
        if [ -f "$data/postmaster.pid" ]; then own pg_ctl -D "$data" -m immediate -s stop 2>/dev/null || true; fi
    done
    rm -rf "$work"
}
trap ended EXIT
free_ports 9
page() { curl -fsS --max-time 40 --cacert "$work/tls.pem" --resolve "motcua.tinh.gov.vn:$1:127.0.0.1" "https://motcua.tinh.gov.vn:$1$2"; }

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=motcua.tinh.gov.vn -addext subjectAltName=DNS:motcua.tinh.gov.vn \
    -keyout "$work/key.pem" -out "$work/tls.pem" >/dev/null 2>&1
cat "$work/tls.pem" "$work/key.pem" >"$work/both.pem"

# --- one machine: nginx ---------------------------------------------------------------------

"$motcua" serve --data "$work/one" --empty --listen "127.0.0.1:${ports[0]}" --public-url https://motcua.tinh.gov.vn >"$work/one.log" 2>&1 &
running+=($!)
{
    printf 'worker_processes 1;\npid %s/nginx.pid;\nerror_log %s/nginx.log;\nevents {}\nhttp {\naccess_log off;\n' "$work" "$work"
    for folder in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s/nginx-%s;\n' "$folder" "$work" "$folder"; done
    block trien-khai-mot-may.md nginx proxy_pass | sed "s#listen 443#listen 127.0.0.1:${ports[1]}#; s#listen 80;#listen 127.0.0.1:${ports[2]};#;
        s#/etc/ssl/motcua/chain.pem#$work/tls.pem#; s#/etc/ssl/motcua/key.pem#$work/key.pem#; s#127.0.0.1:8080#127.0.0.1:${ports[0]}#"
    printf '}\n'
} >"$work/nginx.conf"
nginx -t -q -c "$work/nginx.conf" || fail "nginx refuses the guide's block"
nginx -c "$work/nginx.conf" -g 'daemon off;' &
running+=($!)
until_true "a page through nginx" 180 page "${ports[1]}" /
page "${ports[1]}" / >"$work/page"
grep -q '<html lang="vi"' "$work/page" || fail "nginx gives no page"
if page "${ports[1]}" /metrics >/dev/null 2>&1; then fail "the counts are open to everybody"; fi
[ "$(curl -sS -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: motcua.tinh.gov.vn' "http://127.0.0.1:${ports[2]}/x")" = "301 https://motcua.tinh.gov.vn/x" ] ||
    fail "plain HTTP is not sent to TLS"
# A form is taken from its own site only, so the host must come through: sign in as a browser does.
page_of() { curl -sS --max-time 40 --cacert "$work/tls.pem" --resolve "motcua.tinh.gov.vn:${ports[1]}:127.0.0.1" -b "$work/jar" -c "$work/jar" "$@"; }
page_of "https://motcua.tinh.gov.vn:${ports[1]}/dang-nhap" >"$work/form"
csrf=$(sed -n 's/.*name="csrf"[^>]*value="\([^"]*\)".*/\1/p' "$work/form" | head -n 1)
[ -n "$csrf" ] || fail "the form of signing in has no token"
status=$(page_of -o "$work/signed" -w '%{http_code}' -H 'Sec-Fetch-Site: same-origin' --data-urlencode "csrf=$csrf" --data-urlencode username=tiepnhan \
    --data-urlencode password=motcua-demo "https://motcua.tinh.gov.vn:${ports[1]}/dang-nhap")
[ "$status" = 303 ] || fail "nobody can sign in through nginx: $status"
grep -q '#HttpOnly_motcua.tinh.gov.vn.*TRUE.*' "$work/jar" || fail "the cookie may travel without TLS"
echo "nginx: a page and a sign-in over TLS"

# --- two machines: a standby, promoted by hand -----------------------------------------------

initialised "$work/db1" postgres --data-checksums
{
    block trien-khai-hai-may.md ini synchronous_standby_names | sed "s/^listen_addresses.*/listen_addresses = '127.0.0.1'/; s/1GB/128MB/"
    printf "unix_socket_directories = '%s'\narchive_mode = on\narchive_timeout = 300\n" "$work"
    printf "archive_command = 'pgbackrest --config=%s/pgbackrest.conf --stanza=motcua archive-push %%p'\n" "$work"
} | own tee -a "$work/db1/postgresql.conf" >/dev/null
block trien-khai-cum.md ini repo1-path | sed "s#/mnt/sao-luu/pgbackrest#$work/repo#; s#/var/lib/postgresql/15/motcua#$work/db1#; s#pg1-port=5432#pg1-port=${ports[3]}#" |
    own tee "$work/pgbackrest.conf" >/dev/null
printf 'pg1-socket-path=%s\npg1-user=postgres\n' "$work" | own tee -a "$work/pgbackrest.conf" >/dev/null
own mkdir -p "$work/repo" "$work/pgbackrest-log" "$work/pgbackrest-lock"
export PGBACKREST_LOG_PATH=$work/pgbackrest-log PGBACKREST_LOCK_PATH=$work/pgbackrest-lock
server() { own pg_ctl -D "$work/$1" -s -w -l "$work/$1.log" -o "-p $2" start; }
server db1 "${ports[3]}"
ask() { psql --no-psqlrc -qAtX -h 127.0.0.1 -p "$1" -U postgres -d "${3:-postgres}" -c "$2"; }
# Until there is a standby nothing can be acknowledged.
psql --no-psqlrc -qX -h 127.0.0.1 -p "${ports[3]}" -U postgres -d postgres -c "SET synchronous_commit = local" -c "CREATE ROLE motcua LOGIN" \
    -c "CREATE ROLE saochep LOGIN REPLICATION" -c "CREATE DATABASE motcua OWNER motcua"
own pg_basebackup -h 127.0.0.1 -p "${ports[3]}" -U saochep -D "$work/db2" -X stream -R -C -S duphong
echo "primary_conninfo = 'host=127.0.0.1 port=${ports[3]} user=saochep application_name=duphong'" | own tee -a "$work/db2/postgresql.auto.conf" >/dev/null
server db2 "${ports[4]}"
is_sync() { [ "$(ask "${ports[3]}" "SELECT sync_state FROM pg_stat_replication WHERE application_name = 'duphong'")" = sync ]; }
until_true "the synchronous standby" 180 is_sync

# --- its backup --------------------------------------------------------------------------------

back() { own env PGBACKREST_LOG_PATH="$PGBACKREST_LOG_PATH" PGBACKREST_LOCK_PATH="$PGBACKREST_LOCK_PATH" pgbackrest --config="$work/pgbackrest.conf" --stanza=motcua "$@" >>"$work/pgbackrest.log" 2>&1; }
back stanza-create || fail "pgBackRest makes no stanza"

# --- two programs behind HAProxy ------------------------------------------------------------------

url="postgres://motcua@127.0.0.1:${ports[3]},127.0.0.1:${ports[4]}/motcua?target_session_attrs=read-write"
program() {
    "$motcua" serve --data "$work/shared" --database "$url" --empty --listen "127.0.0.1:${ports[$1]}" --public-url https://motcua.tinh.gov.vn >>"$work/app$1.log" 2>&1 &
    running+=($!)
}
program 5
until_true "the first program" 180 curl -fsS "http://127.0.0.1:${ports[5]}/readyz"
program 6
second=${running[-1]}
until_true "the second program" 180 curl -fsS "http://127.0.0.1:${ports[6]}/readyz"
block trien-khai-cum.md haproxy 'option httpchk' | sed "s#bind :443#bind 127.0.0.1:${ports[7]}#; s#/etc/haproxy/motcua.pem#$work/both.pem#;
    s#app1:8080#127.0.0.1:${ports[5]}#; s#app2:8080#127.0.0.1:${ports[6]}#" >"$work/haproxy.cfg"
haproxy -c -q -f "$work/haproxy.cfg" || fail "HAProxy refuses the guide's block"
haproxy -db -f "$work/haproxy.cfg" >"$work/haproxy.log" 2>&1 &
running+=($!)
until_true "a page through HAProxy" 180 page "${ports[7]}" /
if page "${ports[7]}" /metrics >/dev/null 2>&1; then fail "the counts are open to everybody"; fi
api() { curl -fsS --max-time 40 --cacert "$work/tls.pem" --resolve "motcua.tinh.gov.vn:${ports[7]}:127.0.0.1" -H 'content-type: application/json' "${@:2}" "https://motcua.tinh.gov.vn:${ports[7]}$1"; }
token=$(api /api/v1/tokens -d '{"username": "tiepnhan", "password": "motcua-demo"}' | sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
[ -n "$token" ] || fail "no token through HAProxy"
dossier='{"procedure": "1.008891", "channel": "counter", "applicant": {"kind": "person", "name": "Người Thứ Nhất", "id_number": "068090001234", "phone": "0912345678", "email": "", "address": "Đà Lạt"}, "papers": [{"code": "p1", "originals": 1, "copies": 0}, {"code": "p2", "originals": 2, "copies": 0}, {"code": "p3", "originals": 0, "copies": 1}, {"code": "p4", "originals": 0, "copies": 1}], "return_by": "counter"}'
# Files one; the same key until it is answered, as a good client does. Prints the code.
filed() {
    local key answer end=$((SECONDS + 240))
    key=$(python3 -c 'import uuid; print(uuid.uuid4())')
    until answer=$(api /api/v1/dossiers -H "authorization: Bearer $token" -H "idempotency-key: $key" -d "$dossier" 2>/dev/null); do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.2
    done
    sed -n 's/.*"code": *"\([A-Z0-9.-]*-[0-9]*\)".*/\1/p' <<<"$answer" | head -n 1
}
codes=()
for _ in 1 2 3; do codes+=("$(filed)") || fail "nothing can be filed"; done
kill -KILL "$second"
for _ in 1 2 3; do codes+=("$(filed)") || fail "nothing can be filed after one program was killed"; done
echo "HAProxy: one of two programs killed, filing goes on"

back --type=full backup || fail "pgBackRest makes no copy"
back check || fail "pgBackRest does not get the log of writes"
codes+=("$(filed)")
sleep 1.1
instant=$(ask "${ports[3]}" "SELECT now()")
kept=$(ask "${ports[3]}" "SELECT count(*) FROM journal" motcua)
sleep 1.1
codes+=("$(filed)")
later=${codes[-1]}
ask "${ports[3]}" "SELECT pg_switch_wal()" >/dev/null
until_true "the archived log" 180 back check

# --- the primary dies, the standby is promoted -------------------------------------------------------

kill -KILL "$(head -n 1 "$work/db1/postmaster.pid")"
# Reading goes on from the standby while nobody takes writes.
until_true "an answer from the standby" 180 api "/api/v1/track/$later"
own pg_ctl -D "$work/db2" -s -w promote
psql --no-psqlrc -qX -h 127.0.0.1 -p "${ports[4]}" -U postgres -d postgres -c "ALTER SYSTEM SET synchronous_standby_names = ''" -c "SELECT pg_reload_conf()" >/dev/null
codes+=("$(filed)") || fail "nothing can be filed after the promotion"
for code in "${codes[@]}"; do
    [ -n "$code" ] || fail "an answer without a code"
    api "/api/v1/track/$code" >/dev/null || fail "$code was acknowledged and is not there"
done
"$motcua" verify --data "$work/shared" --database "$url" >"$work/verify.log" 2>&1 || fail "the journal does not verify on the survivor"
echo "standby: promoted, ${#codes[@]} acknowledged dossiers are there, the programs were not restarted"

# --- back to an instant ------------------------------------------------------------------------------

own mkdir -m 700 "$work/back"
back --pg1-path="$work/back" --type=time --target="$instant" --target-action=promote restore || fail "pgBackRest restores nothing"
printf "synchronous_standby_names = ''\narchive_mode = off\n" | own tee -a "$work/back/postgresql.conf" >/dev/null
server back "${ports[8]}"
is_promoted() { [ "$(ask "${ports[8]}" "SELECT pg_is_in_recovery()")" = f ]; }
until_true "the end of the recovery" 180 is_promoted
[ "$(ask "${ports[8]}" "SELECT count(*) FROM journal" motcua)" = "$kept" ] || fail "the instant has another number of records"
"$motcua" verify --data "$work/shared" --database "postgres://motcua@127.0.0.1:${ports[8]}/motcua" >"$work/verify.log" 2>&1 || fail "the instant does not verify"
echo "pgBackRest: back at $instant with $kept records, verified"
echo "guides: done as written"
