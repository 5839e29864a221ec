#!/usr/bin/env bash
# Drives real gateway processes through failures of the track domain and of themselves, and prints where every accepted hit is.
# Exit code 0: accepted = delivered + spooled in every row, no identifier on the disk. 1: a row failed. 2: it could not run to its end.
#
#   tests/faults/run.sh            as it should be run before a release: some fifteen minutes
#   tests/faults/run.sh --short    every row, each briefly: for every build. What depends on the machine's speed is printed, and no failure
#   tests/faults/run.sh [--short] ROW...   the rows whose name has one of these in it
#   tests/faults/run.sh --list     the names of the rows
#
# Only the addresses 127.0.0.0/8 are used. Some rows need root (a small tmpfs, a hosts file or name server that one process alone sees) or a C compiler
# (a disk and a clock that misbehave), and say so otherwise.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
configuration=${CONFIGURATION:-Release}
project=$root/tests/PrivacyGateway.Faults
dotnet build "$project" --configuration "$configuration" --nologo --verbosity quiet >&2

# All that is written goes here, and goes with it: also where a run was cut short.
TMPDIR=$(mktemp -d)
export TMPDIR
finish() {
  awk -v work="$TMPDIR/" 'index($2, work) == 1 { print $2 }' /proc/mounts | while read -r mounted; do umount "$mounted"; done
  rm -rf "$TMPDIR"
}
trap finish EXIT

if command -v gcc > /dev/null; then
  gcc -shared -fPIC -O1 -Wall -o "$TMPDIR/surroundings.so" "$root/tests/faults/surroundings.c" -ldl
  export FAULTS_LIBRARY=$TMPDIR/surroundings.so
fi
dotnet "$project/bin/$configuration/net10.0/PrivacyGateway.Faults.dll" "$@"
