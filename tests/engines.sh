#!/usr/bin/env bash
# The tests of API, pages, rights and effects again, each on a store of an engine instead of one in memory:
#
#   tests/engines.sh sqlite|postgres [OPTIONS OF cargo test]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source-path=SCRIPTDIR
. tests/servers.sh
fail() { echo "engines: $*" >&2; exit 3; }

engine=${1:-}
shift || true
case $engine in
    sqlite) ;;
    postgres) server_for_tests ;;
    *) fail "usage: tests/engines.sh sqlite|postgres [OPTIONS OF cargo test]" ;;
esac
export MOTCUA_TEST_ENGINE=$engine

# The short messages are about a protocol. Rights are long, so they run on the engine that is less like memory; the messages of a
# killed program are on the embedded one by themselves.
left=smpp
if [ "$engine" = sqlite ]; then left='smpp rights_matrix outbox'; fi
targets=()
for file in $(grep -lE 'stores::(open|database)|Office::(open|with|new|made)' crates/{api,web,effects,motcua}/tests/*.rs); do
    name=$(basename "$file" .rs)
    if [[ " $left " != *" $name "* ]]; then targets+=(--test "$name"); fi
done
[ ${#targets[@]} -gt 0 ] || fail "no test opens a store"
cargo test --locked --workspace --no-fail-fast "${targets[@]}" "$@"
