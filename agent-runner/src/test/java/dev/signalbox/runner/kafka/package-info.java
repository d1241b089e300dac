/** How this service's Kafka clients are set up. */
@NullMarked
package dev.signalbox.runner.kafka;

import org.jspecify.annotations.NullMarked;
