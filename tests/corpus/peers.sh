#!/usr/bin/env bash
# The corpus through other proxies (nginx with Lua, HAProxy rules, stock YARP) and the gateway. Prints one Markdown table.
#
#   tests/corpus/peers.sh [--install] [--more] [peer...]      peers: nginx-lua nginx-fair haproxy bare-yarp gateway; all of them by default
#
# --install installs missing packages with apt-get (root needed); without it the script prints the command and ends.
# --more runs more-requests.jsonl and more-responses.jsonl instead of the sample.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

install=0 files='' peers=()
for argument in "$@"; do
  case $argument in
    --install) install=1 ;;
    --more) files=more- ;;
    nginx-lua | nginx-fair | haproxy | bare-yarp | gateway) peers+=("$argument") ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
if [ ${#peers[@]} -eq 0 ]; then peers=(nginx-lua nginx-fair haproxy bare-yarp gateway); fi

if ! command -v python3 >/dev/null 2>&1; then
  echo "peers.sh: python3 is missing (Debian: apt-get install python3). Nothing was run." >&2
  exit 2
fi

modules=/usr/lib/nginx/modules
# Debian's folder has the architecture's name.
lua_zlib=$(ls /usr/lib/*/lua/5.1/zlib.so 2>/dev/null | head -n 1 || true)
# Debian installs both in a folder that is not on every PATH.
PATH=$PATH:/usr/sbin
missing=()
for peer in "${peers[@]}"; do
  case $peer in
    nginx-lua | nginx-fair)
      command -v nginx >/dev/null 2>&1 || missing+=(nginx)
      [ -e "$modules/ngx_http_lua_module.so" ] || missing+=(libnginx-mod-http-lua)
      [ "$peer" = nginx-lua ] || [ -n "$lua_zlib" ] || missing+=(lua-zlib)
      ;;
    haproxy) command -v haproxy >/dev/null 2>&1 || missing+=(haproxy) ;;
  esac
done
if [ ${#missing[@]} -gt 0 ]; then
  command=(apt-get install --yes --no-install-recommends "${missing[@]}")
  if [ "$install" -eq 0 ]; then
    echo "peers.sh: missing: ${missing[*]}. Run it again with --install, or first: ${command[*]}" >&2
    exit 2
  fi
  # Installed services must not start.
  as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
  as_root apt-get update >&2
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 "${command[@]}" >&2
fi

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
work=$(mktemp -d)
running=
stop() {
  if [ -n "$running" ]; then
    kill "$running" 2>/dev/null || true
    wait "$running" 2>/dev/null || true
    running=
  fi
}
trap 'stop; rm -rf "$work"' EXIT

# fill FILE: a peer's file in the work folder, with this run's ports.
fill() {
  sed -e "s|@WORK@|$work|g" -e "s|@MODULES@|$modules|g" -e "s|@PORT@|$port|g" -e "s|@UPSTREAM@|$upstream|g" -e "s|@YARP@|$yarp|g" \
    -e "s|@CPATH@|${lua_zlib%/*}/?.so|g" "${2:-$here/peers}/$1" >"$work/$1"
}

start() {
  case $1 in
    nginx-lua)
      fill gw.lua
      fill nginx-lua.conf
      nginx -p "$work" -e "$work/nginx.err" -c "$work/nginx-lua.conf" &
      ;;
    nginx-fair)
      for file in fair.lua fair_answer.lua fair_names.lua fair-headers.conf fair-location.conf; do fill "$file" "$root/perf/peers"; done
      fill nginx-fair.conf
      nginx -p "$work" -e "$work/nginx.err" -c "$work/nginx-fair.conf" &
      ;;
    haproxy)
      fill haproxy.cfg
      haproxy -db -f "$work/haproxy.cfg" &
      ;;
    bare-yarp)
      # Built outside the repository, so that its build settings do not apply.
      fill bare-yarp.cs
      (cd "$work" && dotnet build bare-yarp.cs --output "$work/bare-yarp" --nologo --verbosity quiet)
      dotnet "$work/bare-yarp/bare-yarp.dll" "$port" "$upstream" &
      ;;
    gateway)
      dotnet build "$root/src/PrivacyGateway" --configuration Release --nologo --verbosity quiet
      env "ReverseProxy__Clusters__corpus__Destinations__recorder__Address=http://127.0.0.1:$upstream/" \
        dotnet "$root/src/PrivacyGateway/bin/Release/net10.0/PrivacyGateway.dll" serve --config "$here/proxy.json" --urls "http://127.0.0.1:$port" &
      ;;
  esac >"$work/$1.log" 2>&1
  running=$!
  for _ in $(seq 900); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    sleep 0.2
  done
  echo "peers.sh: $1 does not listen. It said:" >&2
  cat "$work/$1.log" >&2
  exit 2
}

declare -A title=([nginx-lua]='nginx + Lua' [nginx-fair]='nginx + Lua, the whole job' [haproxy]='HAProxy rules' [bare-yarp]='stock YARP' [gateway]='PrivacyGateway')
yarp=$(sed -n 's/.*"Yarp.ReverseProxy" Version="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props")
rows=()
for peer in "${peers[@]}"; do
  port=$(free_port) upstream=$(free_port)
  start "$peer"
  echo "peers.sh: $peer ..." >&2
  status=0
  python3 "$here/run_corpus.py" --gateway "127.0.0.1:$port" --upstream "127.0.0.1:$upstream" --min-cases 200 \
    --requests "$here/${files}requests.jsonl" --responses "$here/${files}responses.jsonl" --json "$work/$peer.json" >"$work/$peer.txt" || status=$?
  if [ "$status" -gt 1 ]; then
    cat "$work/$peer.txt" >&2
    exit 2
  fi
  stop
  rows+=("${title[$peer]}=$work/$peer.json")
done
python3 "$here/peers/table.py" "${rows[@]}"
