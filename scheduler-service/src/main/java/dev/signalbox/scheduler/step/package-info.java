/** The life of one step: its states, what can happen to it, and what follows. */
@NullMarked
package dev.signalbox.scheduler.step;

import org.jspecify.annotations.NullMarked;
