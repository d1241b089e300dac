/** Kafka Streams around the core: reads inputs, keeps state, sends effects, exactly once. */
@NullMarked
package dev.signalbox.scheduler.stream;

import org.jspecify.annotations.NullMarked;
