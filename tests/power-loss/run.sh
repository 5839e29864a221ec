#!/usr/bin/env bash
# Simulates power failures under the spool and the day's ledger. A process runs once with a library that records all its file operations;
# from that trace the disk is rebuilt as it may be at any moment, with any unsynced part missing, and opened with the gateway's own code.
# Exit code 0: accepted = delivered + spooled at every point. 1: a point failed. 2: it could not run to its end.
#
#   tests/power-loss/run.sh            10,000 points of four runs
#   tests/power-loss/run.sh --short    1,500 points of one run: for every build
#   tests/power-loss/run.sh 5000 42    that many points of one run, chosen by that seed
#
# It needs gcc on Linux, and installs it as root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
configuration=${CONFIGURATION:-Release}
project=$here/../PrivacyGateway.IntegrationTests

case ${1-} in
  --short) runs=1 points=1500 seed=1 ;;
  '') runs=4 points=2500 seed=$RANDOM ;;
  *) runs=1 points=$1 seed=${2-$RANDOM} ;;
esac

if [ "$(uname -s)" != Linux ]; then echo "power loss: skipped, the library that traces is for Linux."; exit 0; fi
if ! command -v gcc > /dev/null; then
  if [ "$(id -u)" -ne 0 ]; then echo "power loss: gcc is missing. Install it (apt-get install gcc libc6-dev), or run this as root." >&2; exit 2; fi
  echo "Installing gcc."
  apt-get update -qq > /dev/null && apt-get install -y -qq gcc libc6-dev > /dev/null || { echo "power loss: gcc cannot be installed." >&2; exit 2; }
fi

dotnet build "$project" --configuration "$configuration" --nologo --verbosity quiet >&2
tests=$project/bin/$configuration/net10.0/PrivacyGateway.IntegrationTests.dll

# In memory if possible: only the trace decides what a disk keeps.
if [ -w /dev/shm ]; then TMPDIR=$(mktemp -d /dev/shm/power-loss-XXXXXX); else TMPDIR=$(mktemp -d); fi
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
gcc -O1 -Wall -Wextra -Werror -fPIC -shared -o "$TMPDIR/trace.so" "$here/trace.c" -ldl

for run in $(seq "$runs"); do
  root=$TMPDIR/run-$run
  mkdir "$root"
  TRACE_ROOT=$root TRACE_FILE=$TMPDIR/trace-$run LD_PRELOAD=$TMPDIR/trace.so dotnet "$tests" power-loss-workload "$root" || { echo "power loss: the traced process failed." >&2; exit 2; }
  echo "seed $((seed + run))"
  dotnet "$tests" power-loss-judge "$root" "$TMPDIR/trace-$run" "$points" "$((seed + run))"
done
