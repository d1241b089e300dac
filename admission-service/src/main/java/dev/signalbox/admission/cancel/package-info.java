/** How a request to stop a run is decided. */
@NullMarked
package dev.signalbox.admission.cancel;

import org.jspecify.annotations.NullMarked;
