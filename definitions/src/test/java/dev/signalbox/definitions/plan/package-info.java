/** Tests. */
@NullMarked
package dev.signalbox.definitions.plan;

import org.jspecify.annotations.NullMarked;
