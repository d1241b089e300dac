/** What the facts of a run mean for where the run and its steps are. Pure: rows and facts in, rows out. */
@NullMarked
package dev.signalbox.eventlog.projection;

import org.jspecify.annotations.NullMarked;
