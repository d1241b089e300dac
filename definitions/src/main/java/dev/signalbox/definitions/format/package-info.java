/** The input formats. */
@NullMarked
package dev.signalbox.definitions.format;

import org.jspecify.annotations.NullMarked;
