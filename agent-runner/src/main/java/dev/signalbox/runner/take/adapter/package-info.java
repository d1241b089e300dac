/** Dispatches from Kafka. */
@NullMarked
package dev.signalbox.runner.take.adapter;

import org.jspecify.annotations.NullMarked;
