/** Tests. */
@NullMarked
package dev.signalbox.definitions.draft;

import org.jspecify.annotations.NullMarked;
