/** Cancelling with Kafka, Redis and the event log. */
@NullMarked
package dev.signalbox.admission.cancel.adapter;

import org.jspecify.annotations.NullMarked;
