/** The queue in Redis, and the releases in the log. */
@NullMarked
package dev.signalbox.admission.queue.adapter;

import org.jspecify.annotations.NullMarked;
