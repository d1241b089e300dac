/** Several workflows as one run: planning them, running them, looking at them, reporting on them. */
@NullMarked
package dev.signalbox.cli.coordination;

import org.jspecify.annotations.NullMarked;
