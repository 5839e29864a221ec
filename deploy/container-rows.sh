#!/usr/bin/env bash
# Builds the image with the named engine, runs it as docs/container.md says, and prints one row per check.
set -euo pipefail
engine=${1:?usage: deploy/container-rows.sh docker|podman}
cd "$(dirname "$0")/.."
image=privacy-gateway:check
name=privacy-gateway-check-$$
failed=0
trap '"$engine" rm --force "$name" > /dev/null 2>&1 || true' EXIT

row() { printf 'container %s: %s\n' "$1" "$2"; }
expect() { if [ "$2" = "$3" ]; then row "$1" "$2"; else row "$1" "FAILED: $2 instead of $3"; failed=1; fi; }
seconds() { awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.2f s", to - from }'; }

# Without a registry the check is skipped, not failed.
for base in $(sed -n 's/^ARG [A-Z]*_IMAGE=//p' Dockerfile); do
  "$engine" image inspect "$base" > /dev/null 2>&1 || "$engine" pull "$base" > /dev/null 2>&1 || { echo "container: skipped ($base cannot be pulled)"; exit 0; }
done

from=$(date +%s.%N)
"$engine" build --tag "$image" . > /dev/null
row build "$(seconds "$from")"
row size "$("$engine" image inspect --format '{{.Size}}' "$image" | awk '{ printf "%.1f MB", $1 / 1e6 }')"

from=$(date +%s.%N)
"$engine" run --detach --name "$name" --read-only --cap-drop ALL --security-opt no-new-privileges --memory 256m \
  --publish 127.0.0.1::8081 "$image" > /dev/null
address=$("$engine" port "$name" 8081/tcp | head -n 1)
curl --silent --show-error --fail --retry 100 --retry-delay 0 --retry-all-errors --retry-max-time 20 --output /dev/null "http://$address/healthz"
row "cold start" "$(seconds "$from")"

process=$("$engine" inspect --format '{{.State.Pid}}' "$name")
if [ -r "/proc/$process/status" ]; then
  expect user "$(awk '$1 == "Uid:" { print $2 }' "/proc/$process/status")" 1654
  row rss "$(awk '$1 == "VmRSS:" { printf "%.0f MB", $2 / 1024 }' "/proc/$process/status")"
  expect "root file system" "$(awk '$5 == "/" { print substr($6, 1, 2) }' "/proc/$process/mountinfo" | tail -n 1)" ro
fi
if "$engine" exec "$name" /bin/sh -c true > /dev/null 2>&1; then shell=there; else shell=none; fi
expect shell "$shell" none
if "$engine" exec "$name" dotnet PrivacyGateway.dll healthcheck --config /etc/privacy-gateway/proxy.json > /dev/null; then health=healthy; else health=unhealthy; fi
expect healthcheck "$health" healthy

from=$(date +%s.%N)
"$engine" stop --time 45 "$name" > /dev/null
expect "exit code after SIGTERM" "$("$engine" inspect --format '{{.State.ExitCode}}' "$name")" 0
row stop "$(seconds "$from")"
exit "$failed"
