/** Commands about runs with Kafka, Redis and the event log. */
@NullMarked
package dev.signalbox.admission.command.adapter;

import org.jspecify.annotations.NullMarked;
