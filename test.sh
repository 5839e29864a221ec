#!/usr/bin/env bash
# Runs the tests and ends with one line: N passed, N failed, N skipped.
#
#   ./test.sh            all tests. Installs missing packages first and names them. Needs the .NET SDK, Node.js, and root if a package is missing
#   ./test.sh --quick    the unit tests. Needs the .NET SDK and installs nothing
#
# Prints for each project how many tests are done, and the time so far.
set -uo pipefail
cd "$(dirname "$0")" || exit

configuration=${CONFIGURATION:-Release}
case ${1-} in
  --quick) target=tests/PrivacyGateway.Tests what=(--project tests/PrivacyGateway.Tests) ;;
  '') target=PrivacyGateway.sln what=(--solution PrivacyGateway.sln) ;;
  *) echo "Usage: ./test.sh [--quick]" >&2; exit 2 ;;
esac
if [ "$target" = PrivacyGateway.sln ]; then sh tests/browser-setup.sh || exit 1; fi
echo "Building $target."
dotnet build "$target" --configuration "$configuration" --nologo --verbosity quiet || exit 1

log=$(mktemp)
run=
finish() {
  if [ -n "$run" ]; then kill "$run" 2>/dev/null; fi
  rm -f "$log"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Each test's result is followed by its project.
progress() {
  awk -v time="$(printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)))" '
    /^  from / { sub(/.*\//, ""); sub(/\.dll.*/, ""); done[$0]++ }
    END { for (project in done) printf "%s  %s: %d tests done\n", time, project, done[project] }' "$log" | sort
}

# The log without the tests that passed.
told() { awk '/^passed / { passed = 1; next } passed && /^  / { next } { passed = 0; print }' "$log"; }

SECONDS=0
dotnet test "${what[@]}" --configuration "$configuration" --no-build --no-progress --output Detailed >"$log" 2>&1 &
run=$!
while kill -0 "$run" 2>/dev/null; do
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    sleep 1
    kill -0 "$run" 2>/dev/null || break
  done
  progress
done
wait "$run"
status=$?
run=
told

# The counts of the capture and browser tests, policy by policy.
if [ "$target" = PrivacyGateway.sln ]; then find tests -path "*/bin/$configuration/*" -name '*-figures.txt' -exec cat {} +; fi

count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
# The names once more at the end, where a log that is cut still has them.
grep '^failed ' "$log"
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
if [ -z "$passed" ]; then
  echo "The tests did not run to their end."
  exit 1
fi
echo "${passed} passed, ${failed:-0} failed, ${skipped:-0} skipped"
[ "$status" -eq 0 ] && [ "$passed" -gt 0 ] && [ "${failed:-0}" -eq 0 ]
