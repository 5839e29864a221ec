#!/usr/bin/env bash
# Who checks the checker: Stryker.NET changes the code that decides and rewrites, one place at a time, and `prove` alone judges each change. Takes about half an hour on two
# quiet cores and is no part of .ci/run. The last score and the survivors stand in docs/quality.md.
#
#   tests/mutation.sh                       the files of tests/PrivacyGateway.Mutation/stryker-config.json
#   tests/mutation.sh --mutate '**/X.cs'    other files; every option of Stryker works
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore > /dev/null

# The ordinary build writes what arrives; the first run of Stryker is one.
PROVE_REPORTS=$(mktemp -d)
export PROVE_REPORTS DOTNET_CLI_TELEMETRY_OPTOUT=1
trap 'rm -rf "$PROVE_REPORTS"' EXIT
cd tests/PrivacyGateway.Mutation
dotnet stryker --config-file stryker-config.json "$@"
