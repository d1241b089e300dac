/** How a request for a run is decided: values in, values out. */
@NullMarked
package dev.signalbox.admission.runs;

import org.jspecify.annotations.NullMarked;
