#!/usr/bin/env bash
# Drives real gateway processes through failures of the track domain and of themselves, and prints where every accepted hit is.
# Exit code 0: accepted = delivered + spooled in every row, no identifier on the disk. 1: a row failed. 2: it could not run to its end.
#
#   tests/faults/run.sh            as it should be run before a release: some six minutes
#   tests/faults/run.sh --short    every row, each briefly: for every build
#
# Only the addresses 127.0.0.0/8 are used. Two kinds of rows need root (a small tmpfs, a hosts file that one process alone sees) and say so otherwise.
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
dotnet "$project/bin/$configuration/net10.0/PrivacyGateway.Faults.dll" "$@"
