#!/bin/sh
# Fails at the first attempt of a step; at later ones it becomes the command it is given.
# Usage: sh agents/fail-once.sh <command>...
set -eu

if [ "$SIGNALBOX_ATTEMPT" -eq 1 ]; then
  echo "$SIGNALBOX_STEP: the fixture server did not answer" >&2
  sleep 0.5
  exit 1
fi
exec "$@"
