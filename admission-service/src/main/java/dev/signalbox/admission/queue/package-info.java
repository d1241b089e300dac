/** The runs that wait for a place among the live ones. */
@NullMarked
package dev.signalbox.admission.queue;

import org.jspecify.annotations.NullMarked;
