#!/usr/bin/env bash
# Runs a rig on a cluster of its own, gone when the rig ends: three members of etcd, three of PostgreSQL under Patroni.
#
#   tests/faults/cluster.sh node tests/faults/f05-failover.mjs --kills 20
#
# adds `--cluster FOLDER` and `--database URL` to the command. In the folder each member nodeN has `start` (starts it), `patroni.pid`, `rest` (the
# port of Patroni) and `data`. The settings are those of docs/guide/trien-khai-cum.md: one synchronous standby, strictly; checksums;
# old primaries rewound. All members share this machine: its processes die one by one, its disk and network do not.
set -euo pipefail

programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin -type d 2>/dev/null | sort -V | tail -n 1)
[ -x "$programs/initdb" ] || { echo "PostgreSQL is missing: install the Debian package postgresql" >&2; exit 3; }
for program in patroni etcd etcdctl; do
    command -v "$program" >/dev/null 2>&1 || { echo "$program is missing: install the Debian packages patroni etcd-server etcd-client" >&2; exit 3; }
done

place=$(mktemp -d)
# The server refuses to run as root.
as=(env)
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$place"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups env)
fi
own() { (cd / && "${as[@]}" LC_ALL=C "$@"); }
# Every process of a member: Patroni, the server, the server's own.
processes() {
    local server
    server=$(cat "$place/$1/patroni.pid" 2>/dev/null || true)
    # Only a process that still is this one: numbers are given again.
    if [ -n "$server" ] && grep -qsa "$place/$1/" "/proc/$server/cmdline"; then echo "$server"; fi
    server=$(head -n 1 "$place/$1/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$server" ] && grep -qsa "$place/$1/data" "/proc/$server/cmdline"; then echo "$server"; pgrep -P "$server" || true; fi
}
ended() {
    local node turn all=()
    # Twice: a member that was just being started has more of them a moment later.
    for turn in 1 2; do
        mapfile -t all < <(for node in node1 node2 node3; do processes "$node"; done; cat "$place"/e?.pid 2>/dev/null)
        if [ ${#all[@]} -gt 0 ]; then kill -KILL "${all[@]}" 2>/dev/null || true; fi
        sleep 0.5
    done
    if [ -n "${MOTCUA_KEEP_LOGS:-}" ]; then
        for node in node1 node2 node3; do install -D -m 644 "$place/$node/patroni.log" "$MOTCUA_KEEP_LOGS/$node.log" 2>/dev/null || true; done
    fi
    rm -rf "$place"
}
trap ended EXIT
die() { echo "cluster: $*" >&2; tail -n 15 "$place"/node1/patroni.log >&2 2>/dev/null || true; exit 3; }
until_true() {
    local what=$1 end=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || die "$what did not come true"
        sleep 0.2
    done
}

# Free ports: three for etcd's clients, three for its members, three for Patroni, three for PostgreSQL.
mapfile -t ports < <(python3 -c '
import socket
kept = [socket.socket() for _ in range(12)]
for one in kept: one.bind(("127.0.0.1", 0))
print("\n".join(str(one.getsockname()[1]) for one in kept))')

# --- etcd: three members, so that one may be away ---------------------------------------------

members="e1=http://127.0.0.1:${ports[3]},e2=http://127.0.0.1:${ports[4]},e3=http://127.0.0.1:${ports[5]}"
for n in 1 2 3; do
    client="http://127.0.0.1:${ports[$((n - 1))]}"
    peer="http://127.0.0.1:${ports[$((n + 2))]}"
    # Three members on one busy disk wait longer for each other than on three.
    own sh -c 'echo $$ >"$0" && exec etcd "$@"' "$place/e$n.pid" --name "e$n" --data-dir "$place/e$n" --listen-client-urls "$client" --advertise-client-urls "$client" \
        --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "$members" --initial-cluster-token rig \
        --initial-cluster-state new --heartbeat-interval 300 --election-timeout 3000 --logger zap --log-level error >"$place/e$n.log" 2>&1 &
done
endpoints="127.0.0.1:${ports[0]},127.0.0.1:${ports[1]},127.0.0.1:${ports[2]}"
until_true "etcd" 180 own ETCDCTL_API=3 etcdctl --endpoints="$endpoints" endpoint health

# --- Patroni and PostgreSQL -----------------------------------------------------------------

hosts=
for n in 1 2 3; do
    node=$place/node$n
    rest=${ports[$((n + 5))]}
    port=${ports[$((n + 8))]}
    hosts=$hosts${hosts:+,}127.0.0.1:$port
    own mkdir -p "$node"
    echo "$rest" >"$node/rest"
    own tee "$node/patroni.yml" >/dev/null <<END
scope: motcua
name: node$n
restapi: {listen: '127.0.0.1:$rest', connect_address: '127.0.0.1:$rest'}
etcd3: {hosts: '$endpoints'}
log: {level: INFO}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 5
    retry_timeout: 5
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters:
        max_connections: 100
        shared_buffers: 64MB
        wal_keep_size: 256MB
        synchronous_commit: 'on'
  initdb: [{encoding: UTF8}, {locale: C}, data-checksums]
  pg_hba:
    - host all all 127.0.0.1/32 trust
    - host replication all 127.0.0.1/32 trust
postgresql:
  listen: 127.0.0.1:$port
  connect_address: 127.0.0.1:$port
  data_dir: $node/data
  bin_dir: $programs
  pgpass: $node/pgpass
  parameters: {unix_socket_directories: '$node'}
  authentication:
    superuser: {username: postgres}
    replication: {username: replicator}
    rewind: {username: postgres}
END
    cat >"$node/start" <<END
#!/bin/sh
# A session of its own: what ends the rig's own processes does not end a member.
exec 2>/dev/null
cd / && exec setsid ${as[*]} LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c 'echo \$\$ >$node/patroni.pid && exec patroni $node/patroni.yml >>$node/patroni.log 2>&1'
END
    chmod +x "$node/start"
done

state() { curl -fsS "http://127.0.0.1:${ports[$((5 + $1))]}/$2"; }
"$place/node1/start" &
until_true "the first member" 180 state 1 primary
"$place/node2/start" &
"$place/node3/start" &
all_there() { [ "$(state 1 cluster | grep -o '"state": *"running"' | wc -l)" -eq 3 ] && state 1 cluster | grep -q sync_standby; }
until_true "a synchronous standby and a third member" 240 all_there
main="postgres://postgres@127.0.0.1:${ports[9]}/postgres"
psql --no-psqlrc --quiet --dbname="$main" --command="CREATE ROLE motcua LOGIN" --command="CREATE DATABASE motcua OWNER motcua"
"$@" --cluster "$place" --database "postgres://motcua@$hosts/motcua?target_session_attrs=read-write"
