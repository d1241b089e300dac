/** Reads that the event log answers. */
@NullMarked
package dev.signalbox.admission.history;

import org.jspecify.annotations.NullMarked;
