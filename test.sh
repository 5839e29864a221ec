#!/usr/bin/env bash
# Installs what the tests need, runs all of them, and ends with one line: N passed, N failed, N skipped.
# Needs the .NET SDK, Node.js, and root where Chromium is not there yet.
set -uo pipefail
cd "$(dirname "$0")"

configuration=${CONFIGURATION:-Release}
bash tests/browser-setup.sh || exit 1
dotnet build PrivacyGateway.sln --configuration "$configuration" || exit 1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution PrivacyGateway.sln --configuration "$configuration" --no-build --no-progress 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# What the capture and browser tests counted, policy by policy.
find tests -path "*/bin/$configuration/*" -name '*-figures.txt' -exec cat {} +

count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ]; then
  echo "The tests did not run to their end."
  exit 1
fi
echo "${passed} passed, ${failed:-0} failed, ${skipped:-0} skipped"
[ "$status" -eq 0 ] && [ "$passed" -gt 0 ] && [ "${failed:-0}" -eq 0 ]
