#!/usr/bin/env bash
# Writes the bill of materials (CycloneDX, JSON) of the gateway's packages to the named file. The image build calls it too.
# It reads the output of `dotnet restore` and uses no network. It writes no serial number and no time: the same sources give the same bytes.
set -euo pipefail
output=$(realpath "${1:?usage: deploy/sbom.sh FILE}")
cd "$(dirname "$0")"

project=../src/PrivacyGateway/PrivacyGateway.csproj
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' ../Directory.Build.props)
dotnet tool restore > /dev/null
dotnet tool run dotnet-CycloneDX "$project" --disable-package-restore --no-serial-number \
  --set-name PrivacyGateway --set-version "$version" --spec-version 1.6 --output-format Json \
  --output "$(dirname "$output")" --filename "$(basename "$output")" > /dev/null
sed -i '/^    "timestamp":/d' "$output"
