#!/usr/bin/env bash
# The flows in the browser on a server of PostgreSQL of their own, gone when they end:
#
#   tests/browser/on-postgresql.sh main-job turns
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source-path=SCRIPTDIR
. tests/servers.sh
fail() { echo "on-postgresql: $*" >&2; exit 3; }

[ $# -gt 0 ] || fail "usage: tests/browser/on-postgresql.sh FLOW…"
flows=()
for flow in "$@"; do
    [ -f "tests/browser/$flow.test.js" ] || fail "there is no tests/browser/$flow.test.js"
    flows+=("tests/browser/$flow.test.js")
done
server_for_tests
node --test --test-concurrency=1 --test-reporter=tap "${flows[@]}"
