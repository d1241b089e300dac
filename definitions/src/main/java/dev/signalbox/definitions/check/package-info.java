/** What must hold for a definition as a whole before it is a run specification. */
@NullMarked
package dev.signalbox.definitions.check;

import org.jspecify.annotations.NullMarked;
