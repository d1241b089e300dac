#!/bin/sh
# An agent that checks what the others made, and writes the version.
# Usage: sh agents/release.sh <version>
set -eu

for file in docs/plan.md docs/guide.md docs/proofread.md docs/reference.md src/model.txt src/storage.txt \
  src/interface/signals.txt src/interface/style.txt tests/fixtures.txt tests/suite.txt CHANGELOG.md; do
  if ! [ -s "$file" ]; then
    echo "$SIGNALBOX_STEP: $file is missing" >&2
    exit 1
  fi
  echo "$SIGNALBOX_STEP: $file is there"
done
exec sh agents/write.sh VERSION 0.5 "$1"
