/** What is known of every run from {@code signalbox.run-status}. */
@NullMarked
package dev.signalbox.admission.status;

import org.jspecify.annotations.NullMarked;
