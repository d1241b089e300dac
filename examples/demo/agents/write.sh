#!/bin/sh
# An agent: it thinks for some seconds, writes one file and commits it.
# Usage: sh agents/write.sh <file> <seconds> <line>...
set -eu

file=$1
seconds=$2
shift 2

echo "$SIGNALBOX_STEP: thinking about $file"
sleep "$seconds"
mkdir -p "$(dirname "$file")"
printf '%s\n' "$@" >"$file"
echo "$SIGNALBOX_STEP: wrote $file"
sh agents/commit.sh "$file"
