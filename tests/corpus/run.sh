#!/usr/bin/env bash
# Replays the corpus against the gateway twice: with production logging, and with every log that a configuration can switch on.
# Exit code 0: no "must" case failed, no canary in anything the gateway wrote, no guard violation. 1: one of these. 2: it could not run.
#
#   tests/corpus/run.sh
#   GATEWAY_PORT=18080 UPSTREAM_PORT=18081 tests/corpus/run.sh      fixed ports; 0, the default, picks a free one
#   GATEWAY_DLL=path/to/PrivacyGateway.dll tests/corpus/run.sh      a gateway that is built already; an executable (Native AOT) is started directly
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

if ! command -v python3 >/dev/null 2>&1; then
  echo "run.sh: python3 is missing (Debian: apt-get install python3). Nothing was run." >&2
  exit 2
fi

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
gateway_port=${GATEWAY_PORT:-0}
upstream_port=${UPSTREAM_PORT:-0}
if [ "$gateway_port" = 0 ]; then gateway_port=$(free_port); fi
if [ "$upstream_port" = 0 ]; then upstream_port=$(free_port); fi

dll=${GATEWAY_DLL:-}
if [ -z "$dll" ]; then
  configuration=${CONFIGURATION:-Release}
  dll=$root/src/PrivacyGateway/bin/$configuration/net10.0/PrivacyGateway.dll
  dotnet build "$root/src/PrivacyGateway" --configuration "$configuration" --nologo --verbosity quiet
fi
command=("$dll")
if [ "${dll%.dll}" != "$dll" ]; then command=(dotnet "$dll"); fi

work=$(mktemp -d)
gateway=
failed=0
stop() {
  if [ -n "$gateway" ]; then
    kill "$gateway" 2>/dev/null || true
    wait "$gateway" 2>/dev/null || true
    gateway=
  fi
}
finish() {
  status=$?
  stop
  if [ "$status" -eq 0 ]; then rm -rf "$work"; else echo "Logs and verdicts: $work"; fi
}
trap finish EXIT

# start LOG [NAME=VALUE...]: the gateway on its port with these variables, once it listens.
start() {
  local log=$1
  shift
  env "ReverseProxy__Clusters__corpus__Destinations__recorder__Address=http://127.0.0.1:$upstream_port/" "$@" \
    "${command[@]}" serve --config "$here/proxy.json" --urls "http://127.0.0.1:$gateway_port" >"$log" 2>&1 &
  gateway=$!
  for _ in $(seq 900); do
    if grep -q 'Admin listening on' "$log"; then return; fi
    if ! kill -0 "$gateway" 2>/dev/null; then break; fi
    sleep 0.2
  done
  echo "run.sh: the gateway does not listen. It said:" >&2
  cat "$log" >&2
  exit 2
}

# replay NAME CASES [NAME=VALUE...]: starts one gateway, replays all cases, searches its log.
replay() {
  local name=$1 files=$2
  shift 2
  local log=$work/$name.log requests=$here/${files}requests.jsonl responses=$here/${files}responses.jsonl
  echo "== $name"
  start "$log" "$@"
  if ! python3 "$here/run_corpus.py" --gateway "127.0.0.1:$gateway_port" --upstream "127.0.0.1:$upstream_port" \
    --requests "$requests" --responses "$responses" --json "$work/$name.json" --min-cases 200 >"$work/$name.txt" 2>&1; then
    failed=1
  fi
  stop
  cat "$work/$name.txt"
  local canaries violations
  if ! canaries=$(python3 "$here/log_scan.py" "$log" "$requests" "$responses"); then failed=1; fi
  violations=$(grep -c 'Guard violation' "$log" || true)
  if [ "$violations" != 0 ]; then failed=1; fi
  echo "log: $canaries"
  echo "log: $violations guard violations"
  echo "log: $(grep -cE '^([0-9TZ:.-]+ )?(fail|crit): ' "$log" || true) errors"
  python3 - "$work/$name.json" "$name" "${canaries##*$'\n'}" "$violations" <<'PYTHON' | tee -a "$work/figures"
import json, sys
rows = json.load(open(sys.argv[1]))
count = lambda verdict: sum(row['verdict'] == verdict for row in rows)
print('corpus, %s: %d cases, %d "must" failed, %d "should" otherwise decided, log: %s, %s guard violations'
      % (sys.argv[2], len(rows), count('FAIL'), count('SOFT'), sys.argv[3], sys.argv[4]))
PYTHON
}

# Every log that a configuration can switch on: also single categories and the console's own section, which override defaults.
loud=(Logging__LogLevel__Default=Trace Logging__Console__LogLevel__Default=Trace Logging__Console__FormatterOptions__IncludeScopes=true)
for category in Microsoft Microsoft.AspNetCore Microsoft.AspNetCore.Hosting.Diagnostics Microsoft.AspNetCore.Server.Kestrel \
  Microsoft.AspNetCore.Server.Kestrel.BadRequests Microsoft.AspNetCore.Routing.Matching.DfaMatcher Microsoft.AspNetCore.Routing.EndpointMiddleware \
  Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersMiddleware Yarp Yarp.ReverseProxy.Forwarder.HttpForwarder System System.Net.Http PrivacyGateway; do
  loud+=("Logging__LogLevel__$category=Trace" "Logging__Console__LogLevel__$category=Trace")
done

replay sample ""
replay more more-
replay sample-trace "" "${loud[@]}"
replay more-trace more- "${loud[@]}"

echo
cat "$work/figures"
if [ "$failed" -ne 0 ]; then
  echo "The corpus found something: see FAIL above."
  exit 1
fi
