/** What would happen if a run specification were run. */
@NullMarked
package dev.signalbox.definitions.plan;

import org.jspecify.annotations.NullMarked;
