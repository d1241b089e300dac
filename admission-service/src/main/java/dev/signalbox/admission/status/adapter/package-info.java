/** Reads {@code signalbox.run-status}. */
@NullMarked
package dev.signalbox.admission.status.adapter;

import org.jspecify.annotations.NullMarked;
