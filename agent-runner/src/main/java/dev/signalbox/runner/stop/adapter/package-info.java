/** Orders from Kafka. */
@NullMarked
package dev.signalbox.runner.stop.adapter;

import org.jspecify.annotations.NullMarked;
