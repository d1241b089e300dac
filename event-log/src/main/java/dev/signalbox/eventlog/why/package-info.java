/** Why runs and steps are where they are. */
@NullMarked
package dev.signalbox.eventlog.why;

import org.jspecify.annotations.NullMarked;
