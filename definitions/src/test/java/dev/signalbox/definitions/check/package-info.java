/** Tests. */
@NullMarked
package dev.signalbox.definitions.check;

import org.jspecify.annotations.NullMarked;
