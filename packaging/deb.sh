#!/usr/bin/env bash
# Makes the Debian package of an already built program:
#
#   packaging/deb.sh [--revision 1] [--to target/debian] [--quick]
#
# MOTCUA_BIN names the program, target/release/motcua when it is not set. Prints the path of the package. The same program, commit and
# revision give the same bytes. With --quick it is larger and sooner there, for tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

revision=1
to=target/debian
compress=(-Zxz)
while [ $# -gt 0 ]; do
    case "$1" in
        --revision) revision=$2; shift 2 ;;
        --to) to=$2; shift 2 ;;
        --quick) compress=(-Zgzip -z1); shift ;;
        *) echo "usage: packaging/deb.sh [--revision N] [--to FOLDER] [--quick]" >&2; exit 2 ;;
    esac
done
program=${MOTCUA_BIN:-target/release/motcua}
[ -x "$program" ] || { echo "$program is no program: cargo build --release --locked -p motcua" >&2; exit 3; }
command -v dpkg-shlibdeps >/dev/null 2>&1 || { echo "dpkg-shlibdeps is missing: install the Debian package dpkg-dev" >&2; exit 3; }

version=$("$program" --version | awk '{print $2}')-$revision
architecture=$(dpkg --print-architecture)
# Times in the package are those of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
maintainer='Một Cửa maintainers <maintainers@motcua.invalid>'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
doc=$root/usr/share/doc/motcua
put() { install -D -m "$1" "$2" "$root/$3"; }

umask 022
put 755 "$program" usr/bin/motcua
strip --strip-unneeded --remove-section=.comment "$root/usr/bin/motcua"
put 755 packaging/backup usr/lib/motcua/backup
for unit in motcua.service motcua.socket motcua-backup.service motcua-backup.timer; do
    put 644 "packaging/$unit" "lib/systemd/system/$unit"
done
put 644 packaging/motcua.toml etc/motcua/motcua.toml
put 644 packaging/motcua.1 usr/share/man/man1/motcua.1
put 644 packaging/debian/README.Debian usr/share/doc/motcua/README.Debian
put 644 packaging/debian/lintian-overrides usr/share/lintian/overrides/motcua
put 644 CHANGELOG.md usr/share/doc/motcua/changelog
mkdir -p "$doc/examples"
cp -r province/lamdong "$doc/examples/lamdong"
find "$doc/examples" -type f -exec chmod 644 {} +
{
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: motcua\n\n'
    printf 'Files: *\nCopyright: the authors of motcua\nLicense: Apache-2.0\n'
    printf ' On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0.\n\n'
    printf 'Comment:\n'
    sed 's/^$/./; s/^/ /' THIRD_PARTY.md
    printf ' .\n'
    sed 's/^$/./; s/^/ /' crates/ui/assets/LICENSES.txt
} >"$doc/copyright"
{
    printf 'motcua (%s) stable; urgency=medium\n\n  * See changelog.gz.\n\n' "$version"
    printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} >"$doc/changelog.Debian"
gzip -9n "$doc/changelog" "$doc/changelog.Debian" "$root/usr/share/man/man1/motcua.1"

# The libraries of the system that the program is linked with, by the packages of this one.
mkdir -p "$work/debian"
printf 'Source: motcua\n\nPackage: motcua\nArchitecture: any\n' >"$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O root/usr/bin/motcua 2>/dev/null | sed -n 's/^shlibs:Depends=//p')

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: motcua
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s "$root" | cut -f1)
Depends: $libraries, adduser, init-system-helpers (>= 1.54), rsync
Suggests: postgresql, nginx | caddy | haproxy
Section: web
Priority: optional
Description: electronic one-stop shop of a Vietnamese province
 An officer accepts a dossier at the counter, the applicant leaves with a
 receipt whose promised day explains itself, the agency works through its
 steps, the result is handed over, and every act is in a journal that anybody
 can verify.
 .
 One program serves pages, API and background work over an embedded database
 or over PostgreSQL. Nothing runs after the installation until the province's
 own data are there: see README.Debian.
END
printf '/etc/motcua/motcua.toml\n' >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 755 "packaging/debian/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"

find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$to"
package=$to/motcua_${version}_${architecture}.deb
dpkg-deb --root-owner-group "${compress[@]}" --build "$root" "$package" >/dev/null
echo "$package"
