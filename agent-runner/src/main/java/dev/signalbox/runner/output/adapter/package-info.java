/** Output to Kafka. */
@NullMarked
package dev.signalbox.runner.output.adapter;

import org.jspecify.annotations.NullMarked;
