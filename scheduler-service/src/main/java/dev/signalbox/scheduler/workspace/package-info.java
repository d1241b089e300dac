/** Everything the scheduler decides about one workspace. Pure: time comes in, effects go out. */
@NullMarked
package dev.signalbox.scheduler.workspace;

import org.jspecify.annotations.NullMarked;
