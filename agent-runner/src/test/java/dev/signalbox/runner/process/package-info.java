/** Agents of type command: supervised processes of which nobody is left. */
@NullMarked
package dev.signalbox.runner.process;

import org.jspecify.annotations.NullMarked;
