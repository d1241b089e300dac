/** An attempt in the hands of this runner, from its start to its report. */
@NullMarked
package dev.signalbox.runner.attempt;

import org.jspecify.annotations.NullMarked;
