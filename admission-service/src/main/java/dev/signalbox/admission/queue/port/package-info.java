/** What the queue needs of the world. */
@NullMarked
package dev.signalbox.admission.queue.port;

import org.jspecify.annotations.NullMarked;
