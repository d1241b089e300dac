/** What the script of slots promises, for the test on a real Redis and for the simulation. */
@NullMarked
package dev.signalbox.runner.slot.model;

import org.jspecify.annotations.NullMarked;
