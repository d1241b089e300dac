/** Kafka on one side, PostgreSQL on the other. */
@NullMarked
package dev.signalbox.eventlog.ingest.adapter;

import org.jspecify.annotations.NullMarked;
