/** Kafka, and the files of Linux that tell how a machine is doing. */
@NullMarked
package dev.signalbox.runner.presence.adapter;

import org.jspecify.annotations.NullMarked;
