#!/usr/bin/env bash
# Coverage-guided fuzzing of one target: AFL++ drives the fuzz project, in a COPY of which SharpFuzz instruments PrivacyGateway.dll.
#
#   fuzz/run.sh TARGET [EXECUTIONS] [SEED]      all targets: see "generate" in tests/PrivacyGateway.Fuzz
#
# Needs the .NET SDK and afl-fuzz (Debian: apt-get install afl++). The seed corpus is made at run time from the captures
# in tests/data. Findings are in the folder that the last line names; "show" makes one small, and its line belongs into
# tests/PrivacyGateway.Fuzz/regressions/TARGET.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${1:?which target?}
executions=${2:-250000}
seed=${3:-1}
work=${FUZZ_WORK:-artifacts/fuzz}/$target
command -v afl-fuzz > /dev/null || { echo "afl-fuzz is missing: apt-get install afl++"; exit 2; }

rm -rf "$work"
mkdir -p "$work/app"
if [ -z "${FUZZ_BIN:-}" ]; then
  dotnet build tests/PrivacyGateway.Fuzz --configuration Release --nologo --verbosity quiet
  FUZZ_BIN=tests/PrivacyGateway.Fuzz/bin/Release/net10.0
fi
cp -r "$FUZZ_BIN/." "$work/app"
work=$(cd "$work" && pwd)

# The rooms that read input of unknown clients; start-up code would only be noise in the map.
(dotnet tool restore > /dev/null && dotnet sharpfuzz "$work/app/PrivacyGateway.dll" \
  PrivacyGateway.Hits PrivacyGateway.Rewriting PrivacyGateway.Consent PrivacyGateway.Policies PrivacyGateway.Sending PrivacyGateway.Forwarding)
dotnet "$FUZZ_BIN/PrivacyGateway.Fuzz.dll" seeds --target "$target" --path "$work/seeds"

export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1
export DOTNET_TieredPGO=0 DOTNET_gcServer=0
nice afl-fuzz -i "$work/seeds/$target" -o "$work/out" -x fuzz/tokens.dict -s "$seed" -E "$executions" -t 10000 -m none \
  -- dotnet "$work/app/PrivacyGateway.Fuzz.dll" afl "$target" > "$work/afl.log" 2>&1 || { tail -n 30 "$work/afl.log"; exit 1; }

grep -E '^(run_time|execs_done|execs_per_sec|corpus_count|edges_found|saved_crashes|saved_hangs|bitmap_cvg) ' "$work/out/default/fuzzer_stats"
find "$work/out/default/crashes" -type f -name 'id*' | while read -r found; do
  dotnet "$FUZZ_BIN/PrivacyGateway.Fuzz.dll" show --target "$target" --path "$found" || true
done
echo "findings, if any: $work/out/default"
[ -z "$(find "$work/out/default/crashes" "$work/out/default/hangs" -type f -name 'id*')" ]
