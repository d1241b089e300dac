/** Reading the followed topics: what a record says and whether reading may go on where it stopped. Pure. */
@NullMarked
package dev.signalbox.eventlog.ingest;

import org.jspecify.annotations.NullMarked;
