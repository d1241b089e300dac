/** Steps that wait for an agent, in the order in which they are served. */
@NullMarked
package dev.signalbox.scheduler.line;

import org.jspecify.annotations.NullMarked;
