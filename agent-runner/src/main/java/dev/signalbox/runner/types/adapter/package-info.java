/** The directory with the types that users bring. */
@NullMarked
package dev.signalbox.runner.types.adapter;

import org.jspecify.annotations.NullMarked;
