/** Types of agent that users bring: described command lines, and classes. */
@NullMarked
package dev.signalbox.runner.types;

import org.jspecify.annotations.NullMarked;
