#!/usr/bin/env bash
# The Debian package, proved: made twice, checked, installed into a fresh Debian that runs its own systemd, served from by the unit as it
# is, stopped, put behind the socket, exchanged for a second build while somebody asks, removed and purged; the data are there in the end.
#
#   tests/packaging/deb.sh            as root; MOTCUA_BIN names the program
#
# MOTCUA_TEST_ROOT=FOLDER   keeps the fresh Debian there for the next run; without it, it is made anew (about a minute) and removed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ "$(id -u)" -eq 0 ] || { echo "the package is installed as root: run this as root" >&2; exit 3; }
. tests/servers.sh
needed debootstrap:debootstrap systemd-nspawn:systemd-container lintian:lintian nsenter:util-linux curl:curl

work=$(mktemp -d)
fresh=${MOTCUA_TEST_ROOT:-$work/fresh}
root=$work/root
container=
init=
ended() {
    # What failed is told by the unit's own words.
    if [ -n "$init" ] && [ "${passed:-no}" = no ]; then inside journalctl --no-pager -n 40 -u motcua >&2 || true; fi
    if [ -n "$container" ]; then kill -KILL "$init" 2>/dev/null || true; wait "$container" 2>/dev/null || true; fi
    rm -rf "$work"
}
trap ended EXIT
fail() { echo "package: $*" >&2; exit 1; }
inside() { nsenter --target "$init" --mount --uts --ipc --pid --root --wd -- env PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

# --- made, twice the same, and checked ------------------------------------------------------

first=$(packaging/deb.sh --quick --revision 1 --to "$work/one")
again=$(packaging/deb.sh --quick --revision 1 --to "$work/two")
cmp "$first" "$again" || fail "the same program gives two different packages"
second=$(packaging/deb.sh --quick --revision 2 --to "$work/one")
dpkg-deb -I "$first" >"$work/info"
dpkg-deb -c "$first" | awk '{print $2, $6}' >"$work/list"
grep -q '^ Package: motcua$' "$work/info" || fail "no control data"
[ "$(dpkg-deb -I "$first" conffiles)" = /etc/motcua/motcua.toml ] || fail "the configuration is no conffile"
for path in ./usr/bin/motcua ./lib/systemd/system/motcua.service ./lib/systemd/system/motcua.socket ./usr/share/doc/motcua/copyright; do
    grep -qx "root/root $path" "$work/list" || fail "$path is missing, or not root's"
done
lintian --allow-root --fail-on error,warning --suppress-tags extended-description-line-too-long "$first" || fail "lintian complains"

# --- a fresh Debian with a systemd of its own ----------------------------------------------

if [ ! -x "$fresh/usr/bin/dpkg" ]; then
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/$')
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,rsync bookworm "$fresh" "$mirror" >"$work/debootstrap" 2>&1 ||
        { tail -n 5 "$work/debootstrap" >&2; fail "no fresh Debian could be made"; }
fi
cp -a "$fresh" "$root"
systemd-nspawn --quiet --boot --directory="$root" --register=no --keep-unit </dev/null >"$work/console" 2>&1 &
container=$!
until_true "the fresh Debian" 180 pgrep -P "$container"
init=$(pgrep -P "$container" | head -n 1)
until_true "its systemd" 180 inside systemctl is-active --quiet multi-user.target
cp "$first" "$second" "$root/root/"

inside dpkg -i "/root/$(basename "$first")" >"$work/dpkg" 2>&1 || { cat "$work/dpkg" >&2; fail "the package could not be installed"; }
inside getent passwd motcua >/dev/null || fail "there is no user motcua"
[ "$(inside stat -c '%U %G %a' /var/lib/motcua)" = "motcua motcua 750" ] || fail "the folder of the data is not the user's alone"
[ "$(inside stat -c '%U %G %a' /etc/motcua/motcua.toml)" = "root motcua 640" ] || fail "the configuration can be read by others"
if inside systemctl is-active --quiet motcua.service || inside systemctl is-enabled --quiet motcua.service; then
    fail "it runs without the province's data"
fi
inside systemd-analyze verify motcua.service motcua.socket motcua-backup.service motcua-backup.timer 2>"$work/verify" || true
if [ -s "$work/verify" ]; then cat "$work/verify" >&2; fail "systemd complains of the units"; fi
exposure=$(inside systemd-analyze security --offline=true --no-pager motcua.service | sed -n 's/.*exposure level for motcua.service: \([0-9.]*\) .*/\1/p')
awk -v now="$exposure" 'BEGIN { exit !(now != "" && now < 2) }' || fail "systemd-analyze security says $exposure; it said 1.4"

# --- as the guide says: the province's data, an address, start -------------------------------

free_ports 1
port=${ports[0]}
if inside systemctl start motcua.service && sleep 1 && curl -fsS "http://127.0.0.1:$port/healthz" >/dev/null 2>&1; then fail "it serves without a province"; fi
inside systemctl stop motcua.service
inside cp -r /usr/share/doc/motcua/examples/lamdong /etc/motcua/province
inside sed -i "s/^listen = .*/listen = \"127.0.0.1:$port\"/; s|^#public_url = .*|public_url = \"https://motcua.example.vn\"|" /etc/motcua/motcua.toml
inside setpriv --reuid motcua --regid motcua --clear-groups motcua config check --config /etc/motcua/motcua.toml >"$work/check" || { cat "$work/check" >&2; fail "config check says no"; }
grep -qx 'secure_cookies = true' "$work/check" || fail "the address is not in effect"
inside systemctl enable --quiet --now motcua.service
until_true "GET /readyz" 180 curl -fsS "http://127.0.0.1:$port/readyz"
[ "$(curl -fsS "http://127.0.0.1:$port/healthz")" = ok ] || fail "/healthz does not say ok"
curl -fsS "http://127.0.0.1:$port/" >"$work/page"
grep -q '<html lang="vi"' "$work/page" || fail "the first page is none"
running=$(inside systemctl show --property MainPID --value motcua.service)
[ "$(inside ps -o user= -p "$running" 2>/dev/null || inside stat -c %U "/proc/$running")" = motcua ] || fail "it does not run as motcua"
# The rules of the unit hold for the running program, and nothing that it does needs more.
inside grep -q '^NoNewPrivs:.1$' "/proc/$running/status" && inside grep -q '^Seccomp:.2$' "/proc/$running/status" || fail "the unit's limits are not in force"
as_motcua() { inside setpriv --reuid motcua --regid motcua --clear-groups "$@" --config /etc/motcua/motcua.toml; }
listed=$(as_motcua motcua user list) || fail "accounts cannot be listed"
[ -z "$listed" ] || fail "there are accounts that nobody made"
echo 'mat khau cua an' | as_motcua motcua user add tiepnhan >"$work/user" 2>&1 || { cat "$work/user" >&2; fail "no account could be made"; }
curl -fsS -H 'content-type: application/json' -d '{"username": "tiepnhan", "password": "mat khau cua an"}' "http://127.0.0.1:$port/api/v1/tokens" >"$work/token" ||
    fail "the new account gets no token"
token=$(sed -n 's/.*"token": *"\([^"]*\)".*/\1/p' "$work/token")
dossier='{"procedure": "1.008891", "channel": "counter", "applicant": {"kind": "person", "name": "Người Thứ Nhất", "id_number": "068090001234", "phone": "0912345678", "email": "", "address": "Đà Lạt"}, "papers": [{"code": "p1", "originals": 1, "copies": 0}, {"code": "p2", "originals": 2, "copies": 0}, {"code": "p3", "originals": 0, "copies": 1}, {"code": "p4", "originals": 0, "copies": 1}], "return_by": "counter"}'
curl -fsS -H 'content-type: application/json' -H "authorization: Bearer $token" -H 'idempotency-key: package-1' -d "$dossier" "http://127.0.0.1:$port/api/v1/dossiers" >"$work/filed" ||
    fail "no dossier can be filed"
code=$(sed -n 's/.*"code": *"\([A-Z0-9.-]*-[0-9]*\)".*/\1/p' "$work/filed" | head -n 1)
kept() { curl -fsS "http://127.0.0.1:$port/api/v1/track/$code" >/dev/null || fail "$1: $code is not there"; }
kept "filed"

# --- killed: systemd brings it back; told to end: it ends well -------------------------------

inside sh -c "kill -KILL $running"
until_true "the restart after a kill" 180 sh -c "[ \"\$(nsenter --target $init --mount --pid --root -- systemctl show --property MainPID --value motcua.service)\" -gt $running ]"
until_true "GET /readyz" 180 curl -fsS "http://127.0.0.1:$port/readyz"
inside systemctl stop motcua.service
[ "$(inside systemctl show --property Result --value motcua.service)" = success ] || fail "SIGTERM did not end it well"
as_motcua motcua verify >"$work/verified" || fail "the journal does not verify"
inside systemctl start motcua.service
until_true "GET /readyz" 180 curl -fsS "http://127.0.0.1:$port/readyz"

kept "killed and stopped"

# --- the copy, by its unit -------------------------------------------------------------------

inside systemctl start motcua-backup.service || { inside journalctl --no-pager -u motcua-backup >&2; fail "no copy was made"; }
inside sh -c 'ls /var/backups/motcua/motcua-*.sqlite' >/dev/null || fail "the copy is not there"

# --- systemd holds the port: the very words of README.Debian -----------------------------------

free_ports 1
port=${ports[0]}
inside mkdir /etc/systemd/system/motcua.socket.d
printf '[Socket]\nListenStream=\nListenStream=127.0.0.1:%s\n' "$port" >"$root/etc/systemd/system/motcua.socket.d/port.conf"
inside systemctl daemon-reload
if inside systemctl start motcua.socket 2>/dev/null; then fail "systemd opens a socket whose service runs: the texts say that it does not"; fi
inside cat /usr/share/doc/motcua/README.Debian | sed -n 's/^    systemctl /systemctl /p' >"$work/words"
[ "$(wc -l <"$work/words")" = 3 ] || { cat "$work/words" >&2; fail "README.Debian does not say how the socket is used"; }
while read -r words; do
    # shellcheck disable=SC2086 # words of a command
    inside $words </dev/null 2>"$work/said" || { cat "$work/said" >&2; fail "as README.Debian says: $words"; }
done <"$work/words"
until_true "GET /readyz over the socket" 180 curl -fsS "http://127.0.0.1:$port/readyz"
inside systemctl is-active --quiet motcua.socket || fail "the socket is not systemd's"
kept "over the socket"
: >"$work/refused"
touch "$work/asking"
while [ -e "$work/asking" ]; do
    curl -fsS --max-time 60 "http://127.0.0.1:$port/healthz" >/dev/null 2>>"$work/refused" || true
    echo . >>"$work/asked"
done &
asking=$!
inside systemctl restart motcua.service
until_true "GET /readyz after a restart" 180 curl -fsS "http://127.0.0.1:$port/readyz"

# --- exchanged for the second build, removed, purged ------------------------------------------

inside sh -c 'echo "# của tỉnh" >>/etc/motcua/motcua.toml'
running=$(inside systemctl show --property MainPID --value motcua.service)
inside dpkg -i "/root/$(basename "$second")" >"$work/dpkg" 2>&1 || { cat "$work/dpkg" >&2; fail "the second build could not be installed"; }
until_true "GET /readyz" 180 curl -fsS "http://127.0.0.1:$port/readyz"
[ "$(inside systemctl show --property MainPID --value motcua.service)" != "$running" ] || fail "the old program still runs"
inside grep -q 'của tỉnh' /etc/motcua/motcua.toml || fail "the province's configuration was overwritten"
[ "$(inside stat -c '%U %G %a' /etc/motcua/motcua.toml)" = "root motcua 640" ] || fail "the upgrade opened the configuration to others"
kept "exchanged"
rm "$work/asking"
wait "$asking"
[ ! -s "$work/refused" ] || { head -n 5 "$work/refused" >&2; fail "connections were refused while the program was exchanged"; }
[ "$(wc -l <"$work/asked")" -gt 20 ] || fail "hardly anybody asked meanwhile"
inside systemctl is-enabled --quiet motcua.socket || fail "the upgrade disabled the socket"
inside systemctl stop motcua.socket motcua.service
inside dpkg --remove motcua >"$work/dpkg" 2>&1 || { cat "$work/dpkg" >&2; fail "it could not be removed"; }
[ -f "$root/var/lib/motcua/store.sqlite" ] && [ -f "$root/var/lib/motcua/seal.key" ] || fail "the removal took data"
inside dpkg --purge motcua >"$work/dpkg" 2>&1 || { cat "$work/dpkg" >&2; fail "it could not be purged"; }
grep -q '/var/lib/motcua is kept' "$work/dpkg" || fail "the purge does not say what it keeps"
[ -f "$root/var/lib/motcua/store.sqlite" ] || fail "the purge took data"
[ ! -e "$root/etc/motcua/motcua.toml" ] || fail "the purge left the configuration"
"${MOTCUA_BIN:-target/release/motcua}" verify --data "$root/var/lib/motcua" >"$work/verified" && grep -q "as recorded" "$work/verified" || fail "what is left does not verify"
passed=yes
echo "package: made, checked (exposure $exposure), installed, served, killed, copied, the port held by systemd, exchanged without a connection refused, removed, purged; the data are there"
