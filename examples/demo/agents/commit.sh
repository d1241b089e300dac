#!/bin/sh
# Commits one file and nothing else. Where there is no git, the file itself is the result.
# Usage: sh agents/commit.sh <file>
set -eu

file=$1
if ! command -v git >/dev/null 2>&1 || ! [ -d .git ]; then
  exit 0
fi

commit() {
  git add -- "$file" &&
    git -c user.name="$SIGNALBOX_STEP" -c user.email="agent@signalbox.invalid" -c commit.gpgsign=false \
      -c core.hooksPath=/dev/null commit --quiet --message "$SIGNALBOX_STEP: $file" -- "$file"
}

# Agents of other files commit at the same time; git lets one at a time do it.
tries=0
until reason=$(commit 2>&1); do
  tries=$((tries + 1))
  if [ "$tries" -ge 50 ]; then
    echo "$SIGNALBOX_STEP: could not commit $file: $reason" >&2
    exit 1
  fi
  sleep 0.1
done
echo "$SIGNALBOX_STEP: committed $file"
