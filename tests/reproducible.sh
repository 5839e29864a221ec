#!/usr/bin/env bash
# Publishes the commit twice, from two clean clones in folders of different names, and compares every byte. Exit code 1 where they differ.
#
#   tests/reproducible.sh            what is committed; prints the number of files and the checksum of all of them together
#
# Needs the .NET SDK and the packages of the lock file. Some two minutes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

for name in one another-folder; do
  git clone --quiet --no-hardlinks "$root" "$work/$name"
  # What a clone knows of its origin is in the assembly's source link; both have the same.
  git -C "$work/$name" remote set-url origin https://example.org/privacy-gateway.git
  dotnet publish "$work/$name/src/PrivacyGateway" --configuration Release --output "$work/$name-published" --nologo --verbosity quiet -p:UseSharedCompilation=false
  (cd "$work/$name-published" && find . -type f -print0 | sort -z | xargs -0 sha256sum) > "$work/$name.sums"
done

if ! diff "$work/one.sums" "$work/another-folder.sums"; then
  echo "Two publishes of one commit differ." >&2
  exit 1
fi
echo "Identical: $(wc -l < "$work/one.sums") files, together $(sha256sum < "$work/one.sums" | cut -d' ' -f1)."
