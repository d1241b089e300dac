/** What deciding on runs needs from the world. */
@NullMarked
package dev.signalbox.admission.runs.port;

import org.jspecify.annotations.NullMarked;
