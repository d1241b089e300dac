/** Orders to stop: from the scheduler, or because a lease ran out. */
@NullMarked
package dev.signalbox.runner.stop;

import org.jspecify.annotations.NullMarked;
