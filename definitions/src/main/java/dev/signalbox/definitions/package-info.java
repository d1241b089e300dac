/** Every input format becomes a run specification, or a list of everything that is wrong with it. */
@NullMarked
package dev.signalbox.definitions;

import org.jspecify.annotations.NullMarked;
