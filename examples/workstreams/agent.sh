#!/bin/sh
# Stands in for a coding agent: it works for a moment and writes what it did into a ledger of the workspace.
set -eu

ledger=.signalbox/workstreams-ledger.txt
mkdir -p .signalbox
echo "begin $SIGNALBOX_STEP attempt $SIGNALBOX_ATTEMPT" >>"$ledger"
echo "$SIGNALBOX_STEP: at work in $SIGNALBOX_WORKSPACE"
sleep 0.2
echo "end $SIGNALBOX_STEP attempt $SIGNALBOX_ATTEMPT" >>"$ledger"
