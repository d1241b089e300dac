/** The queries and live streams, over REST. */
@NullMarked
package dev.signalbox.eventlog.history.adapter;

import org.jspecify.annotations.NullMarked;
