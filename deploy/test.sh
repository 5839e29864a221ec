#!/usr/bin/env bash
# Operation, one row per check ("name: figure"): the tests of operation, the deployment files, and the image if it can be built.
#   CONTAINER_ENGINE  docker or podman; by default the first that works
#   CONTAINER_CHECK   another program that builds and runs the Dockerfile, called as: CPORT=8081 $CONTAINER_CHECK PROJECT /healthz
#   AOT=1             also publishes with Native AOT (some minutes; needs clang or gcc, and zlib's headers), and runs the demo's situations and the corpus against it
set -euo pipefail
cd "$(dirname "$0")/.."
configuration=${CONFIGURATION:-Release}
failed=0

row() { printf '%s: %s\n' "$1" "$2"; }
fail() { row "$1" "FAILED: $2"; failed=1; }

# --- The tests of operation, and the figures that they write.
tests=tests/PrivacyGateway.IntegrationTests
log=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$log" "$work"' EXIT
count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
figures() { find "$tests" -path "*/bin/$configuration/*" -name '*-figures.txt' -newer "$work" -exec cat {} +; }
if dotnet build "$tests" --configuration "$configuration" > "$log" 2>&1 \
  && dotnet test --project "$tests" --configuration "$configuration" --no-build --no-progress \
    --filter-namespace 'PrivacyGateway.IntegrationTests.Operation*' 'PrivacyGateway.IntegrationTests.Tls*' 'PrivacyGateway.IntegrationTests.Caching*' > "$log" 2>&1; then
  row "tests of operation" "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
else
  fail "tests of operation" "$(tail -n 20 "$log")"
fi
# Skipped checks, and why.
grep -oE '(kubernetes|rolling restart): no .*|kubernetes: the kubectl .*' "$log" | sort | uniq -c | sed 's/^ *\([0-9]*\) \([^:]*\): \(.*\)/\2: \1 skipped (\3)/' || true
figures

# --- The bill of materials names every package of the lock file with its version, and nothing else.
if [ ! -f src/PrivacyGateway/obj/project.assets.json ]; then dotnet restore src/PrivacyGateway --locked-mode > /dev/null; fi
deploy/sbom.sh "$work/sbom.json"
locked=$(awk -F'"' '/^      "/ { name = $2 } /"resolved":/ { print name "@" $4 }' src/PrivacyGateway/packages.lock.json | sort -u)
listed=$(sed -n 's/^ *"purl": "pkg:nuget\/\(.*\)",*$/\1/p' "$work/sbom.json" | sort -u)
if [ -n "$locked" ] && [ "$locked" = "$listed" ]; then
  row "sbom" "$(wc -l <<< "$locked") packages, as locked"
else
  fail "sbom" "differs from the lock file: $(diff <(echo "$locked") <(echo "$listed") | grep '^[<>]' | tr '\n' ' ')"
fi

# --- compose.yaml, checked by a program that parses it.
if docker compose version > /dev/null 2>&1; then compose="docker compose"; elif command -v docker-compose > /dev/null; then compose=docker-compose; else compose=""; fi
if [ -z "$compose" ]; then row "compose.yaml" "skipped (no docker compose)"
elif $compose -f compose.yaml config > /dev/null 2> "$log"; then row "compose.yaml" "valid"
else fail "compose.yaml" "$(head -n 5 "$log")"; fi

# --- Native AOT: publishes without a warning, decides the demo's situations alike, and passes the corpus.
if [ "${AOT:-}" = 1 ]; then
  jit=src/PrivacyGateway/bin/$configuration/net10.0/PrivacyGateway.dll native=$work/native/PrivacyGateway
  if ! dotnet publish src/PrivacyGateway --configuration "$configuration" -p:PublishAot=true --artifacts-path "$work/aot" --output "$work/native" > "$log" 2>&1 || grep -q ': warning ' "$log"; then
    fail "native AOT, publish" "$(grep -E ': (warning|error) ' "$log" | sort -u | head -n 20)"
  else
    row "native AOT, publish" "no warnings, $(($(stat -c %s "$native") / 1000000)) MB"
    if dotnet "$jit" demo --exit > "$work/jit.txt" && "$native" demo --exit > "$work/native.txt" && diff "$work/jit.txt" "$work/native.txt" > "$log"; then
      row "native AOT, demo --exit" "$(wc -l < "$work/native.txt") lines, as the JIT build prints them"
    else
      fail "native AOT, demo --exit" "$(head -n 20 "$log")"
    fi
    if GATEWAY_DLL=$native tests/corpus/run.sh > "$log" 2>&1; then grep '^corpus, ' "$log" | sort -u | sed 's/^/native AOT, /'; else fail "native AOT, corpus" "$(tail -n 20 "$log")"; fi
  fi
fi

# --- The image.
engine=${CONTAINER_ENGINE:-}
for candidate in docker podman; do
  if [ -z "$engine" ] && "$candidate" info > /dev/null 2>&1; then engine=$candidate; fi
done
if [ -n "${CONTAINER_CHECK:-}" ]; then
  if CPORT=8081 "$CONTAINER_CHECK" "$PWD" /healthz > "$log" 2>&1; then sed 's/^/container: /' "$log"; else fail container "$(tail -n 20 "$log")"; fi
elif [ -z "$engine" ]; then
  row container "skipped (no engine)"
else
  deploy/container-rows.sh "$engine" || failed=1
fi
exit "$failed"
