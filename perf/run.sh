#!/usr/bin/env bash
# The cost of a hit: the gateway beside nginx, nginx + Lua, HAProxy and bare YARP, in interleaved rounds. Prints one markdown table.
#
#   perf/run.sh [--install] [options] [peer...]      peers: nginx nginx-lua nginx-fair haproxy bare-yarp gateway; all of them by default
#
# --install installs missing packages with apt-get (root needed); without it the script prints the command and ends.
# All other options: perf/run.sh --help. How to read the table: docs/performance.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# Debian installs servers in a folder that is not on every PATH.
export PATH=$PATH:/usr/sbin DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

install=0 arguments=()
for argument in "$@"; do
  if [ "$argument" = --install ]; then install=1; else arguments+=("$argument"); fi
done

missing=()
command -v python3 >/dev/null 2>&1 || missing+=(python3)
command -v taskset >/dev/null 2>&1 || missing+=(util-linux)
command -v nginx >/dev/null 2>&1 || missing+=(nginx)
[ -e /usr/lib/nginx/modules/ngx_http_lua_module.so ] || missing+=(libnginx-mod-http-lua)
command -v haproxy >/dev/null 2>&1 || missing+=(haproxy)
command -v wrk >/dev/null 2>&1 || missing+=(wrk)
command -v h2load >/dev/null 2>&1 || missing+=(nghttp2-client)
command -v openssl >/dev/null 2>&1 || missing+=(openssl)
compgen -G "/usr/lib/*/lua/5.1/zlib.so" >/dev/null || missing+=(lua-zlib)
if [ ${#missing[@]} -gt 0 ]; then
  command=(apt-get install --yes --no-install-recommends "${missing[@]}")
  if [ "$install" -eq 0 ]; then
    echo "run.sh: missing: ${missing[*]}. Run it again with --install, or first: ${command[*]}" >&2
    exit 2
  fi
  # Installed services must not start.
  as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
  as_root apt-get update >&2
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 "${command[@]}" >&2
fi
if [ "$(nproc)" -lt 2 ]; then
  echo "run.sh: two cores are needed, one for the proxy and one for the load." >&2
  exit 2
fi

exec python3 -B "$here/bench/main.py" ${arguments[@]+"${arguments[@]}"}
