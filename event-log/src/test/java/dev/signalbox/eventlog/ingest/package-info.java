@NullMarked
package dev.signalbox.eventlog.ingest;

import org.jspecify.annotations.NullMarked;
