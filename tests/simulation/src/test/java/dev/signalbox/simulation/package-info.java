/** The decisions of all services together, in memory, with faults at every call of a port. */
@NullMarked
package dev.signalbox.simulation;

import org.jspecify.annotations.NullMarked;
