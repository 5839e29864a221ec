#!/bin/sh
# Installs missing packages that the tests and tools/lint need: Debian's Chromium, Python, curl, openssl, strace, zsh, ShellCheck, HAProxy and Prometheus,
# and the npm modules of both lock files.
# Names the packages before it installs them. Safe to run again; prints nothing if nothing is missing.
set -eu

cd "$(dirname "$0")/PrivacyGateway.BrowserTests/browser"

quietly() {
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    echo "browser-setup: failed: $*" >&2
    cat "$log" >&2
    rm -f "$log"
    exit 1
  fi
  rm -f "$log"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_be_root() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }

missing=
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v python3 >/dev/null 2>&1 || missing="$missing python3"
command -v curl >/dev/null 2>&1 || missing="$missing curl"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
command -v strace >/dev/null 2>&1 || missing="$missing strace"
command -v zsh >/dev/null 2>&1 || missing="$missing zsh"
command -v shellcheck >/dev/null 2>&1 || missing="$missing shellcheck"
# Not on every PATH.
[ -x /usr/sbin/haproxy ] || missing="$missing haproxy"
[ -x /usr/bin/prometheus ] || missing="$missing prometheus"
if [ -n "$missing" ]; then
  if ! may_be_root; then
    echo "browser-setup: these packages are missing, and only root can install them:$missing" >&2
    echo "Install them (Debian: apt-get install --no-install-recommends$missing), or run ./test.sh --quick, which needs none." >&2
    exit 1
  fi
  echo "Installing as root with apt-get:$missing"
  quietly as_root apt-get update
  # Unquoted: a list of packages.
  # shellcheck disable=SC2086
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $missing
fi

for modules in "$PWD" "$PWD/../../../tools/lint"; do
  cd "$modules"
  # The copy shows whether node_modules was installed from this lock file.
  if ! cmp -s package-lock.json node_modules/.installed-from; then
    echo "Installing with npm ci in $PWD: $(grep -c '"integrity":' package-lock.json) packages of package-lock.json"
    quietly npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.installed-from
  fi
done
