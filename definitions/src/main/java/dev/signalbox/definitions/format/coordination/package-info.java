/** Coordination workflows: steps, or phases of tasks, each with the files it claims. */
@NullMarked
package dev.signalbox.definitions.format.coordination;

import org.jspecify.annotations.NullMarked;
