/** What {@code ./signalbox bench} measures: the real stack against a bare Kafka echo on the same broker, in the same run. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
