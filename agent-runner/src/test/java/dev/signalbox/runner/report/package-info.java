/** What the runner tells the scheduler: heartbeats and ends, kept on disk while Kafka is away. */
@NullMarked
package dev.signalbox.runner.report;

import org.jspecify.annotations.NullMarked;
