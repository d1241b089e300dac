/** The right to have one agent process alive, under a cap over all runners. */
@NullMarked
package dev.signalbox.runner.slot;

import org.jspecify.annotations.NullMarked;
