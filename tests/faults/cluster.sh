#!/usr/bin/env bash
# Runs a rig on a cluster of its own, gone when the rig ends: three members of etcd, three of PostgreSQL under Patroni.
#
#   tests/faults/cluster.sh node tests/faults/f05-failover.mjs --kills 20
#
# adds `--cluster FOLDER` and `--database URL` to the command. In the folder each member nodeN has `start` (starts it), `patroni.pid`, `rest` (the
# address of Patroni), `data`, and `links`: the two cables that can be pulled, the first to the other members, the second to the programs.
# The settings are the block of docs/guide/trien-khai-cum.md: one synchronous standby, strictly; checksums; old primaries rewound.
# Each member has a network of its own (as root, needs `ip`); all share this machine and its disk.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR
. "$(dirname "${BASH_SOURCE[0]}")/../servers.sh"
fail() { echo "cluster: $*" >&2; tail -n 15 "$place"/node1/patroni.log >&2 2>/dev/null || true; exit 3; }
needed initdb:postgresql patroni:patroni etcd:etcd-server etcdctl:etcd-client curl:curl ip:iproute2 nsenter:util-linux
[ "$(id -u)" -eq 0 ] || { echo "cluster: networks are made as root" >&2; exit 3; }

place=$(folder_for_servers)
net=rig$((BASHPID % 100000))
# Every process of a member: etcd, Patroni, the server, the server's own.
processes() {
    local server
    server=$(cat "$place/$1/patroni.pid" 2>/dev/null || true)
    # Only a process that still is this one: numbers are given again.
    if [ -n "$server" ] && grep -qsa "$place/$1/" "/proc/$server/cmdline"; then echo "$server"; fi
    server=$(head -n 1 "$place/$1/data/postmaster.pid" 2>/dev/null || true)
    if [ -n "$server" ] && grep -qsa "$place/$1/data" "/proc/$server/cmdline"; then echo "$server"; pgrep -P "$server" || true; fi
    cat "$place/$1/etcd.pid" 2>/dev/null || true
}
ended() {
    local n all=()
    # Twice: a member that was just being started has more of them a moment later.
    for _ in 1 2; do
        mapfile -t all < <(for n in node1 node2 node3; do processes "$n"; done)
        if [ ${#all[@]} -gt 0 ]; then kill -KILL "${all[@]}" 2>/dev/null || true; fi
        sleep 0.5
    done
    for n in 1 2 3; do
        if [ -n "${MOTCUA_KEEP_LOGS:-}" ]; then install -D -m 644 "$place/node$n/patroni.log" "$MOTCUA_KEEP_LOGS/node$n.log" 2>/dev/null || true; fi
        ip netns del "$net-$n" 2>/dev/null || true
    done
    for n in m p; do ip link del "$net$n" 2>/dev/null || true; done
    rm -rf "$place"
}
trap ended EXIT

# --- two networks: one among the members, one between them and the programs ---------------------

members=10.231.$((BASHPID % 250))
programs_side=10.232.$((BASHPID % 250))
# network LETTER PREFIX
network() {
    local n
    ip link add "$net$1" type bridge
    ip addr add "$2.254/24" dev "$net$1"
    ip link set dev "$net$1" up
    for n in 1 2 3; do
        ip link add "$net$1$n" type veth peer name "$1" netns "$net-$n"
        ip link set dev "$net$1$n" master "$net$1" up
        ip -n "$net-$n" addr add "$2.$n/24" dev "$1"
        ip -n "$net-$n" link set dev "$1" up
    done
}
for n in 1 2 3; do ip netns add "$net-$n" && ip -n "$net-$n" link set dev lo up; done
network m "$members"
network p "$programs_side"

# --- etcd: three members, so that one may be away ---------------------------------------------

cluster=db1=http://$members.1:2380,db2=http://$members.2:2380,db3=http://$members.3:2380
endpoints=$members.1:2379,$members.2:2379,$members.3:2379
for n in 1 2 3; do
    node=$place/node$n
    own mkdir -p "$node"
    echo "$members.$n:8008" >"$node/rest"
    echo "${net}m$n ${net}p$n" >"$node/links"
    # Three members on one busy disk wait longer for each other than on three.
    # shellcheck disable=SC2016
    (cd / && exec nsenter --net="/run/netns/$net-$n" "${as[@]}" LC_ALL=C sh -c 'echo $$ >"$0" && exec etcd "$@"' "$node/etcd.pid" --name "db$n" --data-dir "$node/etcd" \
        --listen-client-urls "http://$members.$n:2379" --advertise-client-urls "http://$members.$n:2379" --listen-peer-urls "http://$members.$n:2380" \
        --initial-advertise-peer-urls "http://$members.$n:2380" --initial-cluster "$cluster" --initial-cluster-token rig --initial-cluster-state new --enable-v2=true \
        --heartbeat-interval 300 --election-timeout 3000 --logger zap --log-level error) >"$node/etcd.log" 2>&1 &
    # Whoever is killed in the end needs no obituary.
    disown
done
until_true "etcd" 180 env ETCDCTL_API=3 etcdctl --endpoints="$endpoints" endpoint health

# --- Patroni and PostgreSQL -----------------------------------------------------------------

hosts=
for n in 1 2 3; do
    node=$place/node$n
    hosts=$hosts${hosts:+,}$programs_side.$n:5432
    # The guide's block with the names and folders of this member, and without what a machine of tests does not have.
    block trien-khai-cum.md yaml synchronous_mode_strict | sed "s#db1:2379,db2:2379,db3:2379#$endpoints#; s#name: db1#name: node$n#
        s#, password: MAT_KHAU##; /^watchdog:/d; s#10.0.0.0/24 scram-sha-256#10.0.0.0/8 trust#; s#listen: 10.0.0.1:5432#listen: $members.$n,$programs_side.$n:5432#
        s#10\.0\.0\.1:\|db1:#$members.$n:#g; s#shared_buffers: 1GB#shared_buffers: 64MB#; s#data_dir: .*#data_dir: $node/data#; s#bin_dir: .*#bin_dir: $programs#" |
        own tee "$node/patroni.yml" >/dev/null
    if grep -E 'db[0-9]|10\.0\.0\.1|/var/lib' "$node/patroni.yml"; then fail "the guide's block names other machines"; fi
    printf "  pgpass: %s\n  parameters: {unix_socket_directories: '%s'}\nlog: {level: INFO}\n" "$node/pgpass" "$node" | own tee -a "$node/patroni.yml" >/dev/null
    cat >"$node/start" <<END
#!/bin/sh
# A session of its own: what ends the rig's own processes does not end a member.
exec 2>/dev/null
cd / && exec setsid nsenter --net=/run/netns/$net-$n ${as[*]} LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c 'echo \$\$ >$node/patroni.pid && exec patroni $node/patroni.yml >>$node/patroni.log 2>&1'
END
    chmod +x "$node/start"
done

state() { curl -fsS "http://$members.$1:8008/$2"; }
"$place/node1/start" & disown
until_true "the first member" 180 state 1 primary
"$place/node2/start" & disown
"$place/node3/start" & disown
all_there() { [ "$(state 1 cluster | grep -o '"state": *"running"' | wc -l)" -eq 3 ] && state 1 cluster | grep -q sync_standby; }
until_true "a synchronous standby and a third member" 240 all_there
psql --no-psqlrc --quiet --dbname="postgres://postgres@$members.1/postgres" --command="CREATE ROLE motcua LOGIN" --command="CREATE DATABASE motcua OWNER motcua"
"$@" --cluster "$place" --database "postgres://motcua@$hosts/motcua?target_session_attrs=read-write"
