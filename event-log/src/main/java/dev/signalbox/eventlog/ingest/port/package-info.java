/** What the ingest needs of the world, in its own words. */
@NullMarked
package dev.signalbox.eventlog.ingest.port;

import org.jspecify.annotations.NullMarked;
