#!/usr/bin/env bash
# Markdown, spelling, shell scripts and Python. Prints what it finds; exit code 1 if that is anything.
#
# Needs Node.js, shellcheck (Debian: apt-get install shellcheck) and the npm modules beside this file; tests/browser-setup.sh installs them.
# A word that the dictionaries lack and the project means goes into tools/lint/words.txt.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit

mapfile -t scripts < <(git ls-files '*.sh' .ci/run)
mapfile -t python < <(git ls-files '*.py')
mapfile -t pages < <(git ls-files '*.md')
command -v shellcheck > /dev/null && [ -d tools/lint/node_modules ] || { echo "tools/lint: run tests/browser-setup.sh first." >&2; exit 2; }

status=0
shellcheck --severity=warning "${scripts[@]}" || status=1
(cd tools/lint && node ruff.mjs "${python[@]/#/../../}") || status=1
tools/lint/node_modules/.bin/markdownlint-cli2 --config tools/lint/.markdownlint-cli2.jsonc "${pages[@]}" > /dev/null || status=1
tools/lint/node_modules/.bin/cspell --config tools/lint/cspell.json --no-progress --no-summary "${pages[@]}" || status=1
[ "$status" -eq 0 ] && echo "Lint: ${#pages[@]} pages, ${#scripts[@]} shell scripts, ${#python[@]} Python files."
exit "$status"
