#!/usr/bin/env bash
# Measures the regression guard's baseline: bytes, writes and system calls of a hit. Run it after a change that is meant
# to move them, and commit tests/PrivacyGateway.IntegrationTests/Performance/cost-baseline.json with the change.
set -euo pipefail
cd "$(dirname "$0")/.."
export COST_BASELINE=renew DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/PrivacyGateway.IntegrationTests --configuration Release --verbosity quiet
dotnet test --project tests/PrivacyGateway.IntegrationTests --configuration Release --no-build --no-progress --filter-class '*.CostTests'
git --no-pager diff -- tests/PrivacyGateway.IntegrationTests/Performance/cost-baseline.json
