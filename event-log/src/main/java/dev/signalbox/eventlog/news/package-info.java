/** Who wants to know when something new is in the history. */
@NullMarked
package dev.signalbox.eventlog.news;

import org.jspecify.annotations.NullMarked;
