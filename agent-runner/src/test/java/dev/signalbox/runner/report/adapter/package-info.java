/** Reports to Kafka, spooled results on disk. */
@NullMarked
package dev.signalbox.runner.report.adapter;

import org.jspecify.annotations.NullMarked;
