#!/usr/bin/env bash
# Drives real gateway processes through failures of the track domain and of their own, and prints where every accepted hit is.
# Exit code 0: accepted = delivered + spooled in every row, no identifier on the disk. 1: a row failed. 2: it could not run to its end.
#
#   tests/faults/run.sh            the full run, before a release: about fifteen minutes
#   tests/faults/run.sh --short    every row, briefly: for every build. Figures that depend on the machine's speed are printed and do not fail it
#   tests/faults/run.sh [--short] ROW...   the rows whose names contain one of these
#   tests/faults/run.sh --list     the names of the rows
#
# Only the addresses 127.0.0.0/8 are used. Some rows need root (a small tmpfs, a hosts file or name server that one process alone sees) or a C compiler
# (a faulty disk and clock); without them they say so.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
configuration=${CONFIGURATION:-Release}
project=$root/tests/PrivacyGateway.Faults
dotnet build "$project" --configuration "$configuration" --nologo --verbosity quiet >&2

# Every file is written here and removed with it, also after an interrupted run.
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
