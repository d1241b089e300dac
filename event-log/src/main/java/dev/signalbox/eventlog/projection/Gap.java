package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.RunId;

/** Events of a run that did not arrive although a later one did. */
public record Gap(RunId run, long firstSeq, long lastSeq) {}
