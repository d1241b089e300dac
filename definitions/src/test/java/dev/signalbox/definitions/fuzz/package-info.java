/** Spoils valid definitions at random. */
@NullMarked
package dev.signalbox.definitions.fuzz;

import org.jspecify.annotations.NullMarked;
