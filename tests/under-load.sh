#!/usr/bin/env bash
# Repeats tests beside busy processes: a test that depends on speed fails here.
#
#   tests/under-load.sh PROJECT [RUNS] [ARGUMENT...]
#   tests/under-load.sh PrivacyGateway.BrowserTests 3
#   tests/under-load.sh PrivacyGateway.IntegrationTests 10 --filter-class '*ShutdownTests'
#
# HOGS=8 processes spin in the meantime. The project must be built. Prints the number of failed runs.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

project=${1:?Usage: tests/under-load.sh PROJECT [RUNS] [ARGUMENT...]}
runs=${2:-3}
shift $(($# < 2 ? $# : 2))

hogs=()
trap 'kill "${hogs[@]}" 2>/dev/null' EXIT
trap 'exit 130' INT TERM
for _ in $(seq "${HOGS:-8}"); do
  (while :; do :; done) &
  hogs+=($!)
done

failed=0
for run in $(seq "$runs"); do
  echo "== run $run of $runs, load $(cut -d ' ' -f 1 /proc/loadavg)"
  dotnet test --project "tests/$project" --configuration "${CONFIGURATION:-Release}" --no-build --no-progress -- "$@" || failed=$((failed + 1))
done
echo "$runs runs, $failed failed"
[ "$failed" -eq 0 ]
