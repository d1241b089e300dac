/** The only door in: what is common to its features. */
@NullMarked
package dev.signalbox.admission;

import org.jspecify.annotations.NullMarked;
