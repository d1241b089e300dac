/** How the door talks to Kafka. */
@NullMarked
package dev.signalbox.admission.kafka;

import org.jspecify.annotations.NullMarked;
