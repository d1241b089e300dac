/** The governor: notices in a running attempt that it is in a loop, gets nowhere, is silent, or uses more than it may. */
@NullMarked
package dev.signalbox.runner.governor;

import org.jspecify.annotations.NullMarked;
