/** What an attempt prints, decoded, cut into numbered pieces and bounded. */
@NullMarked
package dev.signalbox.runner.output;

import org.jspecify.annotations.NullMarked;
