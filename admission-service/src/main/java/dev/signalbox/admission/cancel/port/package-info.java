/** What cancelling needs from the world. */
@NullMarked
package dev.signalbox.admission.cancel.port;

import org.jspecify.annotations.NullMarked;
