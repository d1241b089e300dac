/** What the runner needs of the stream of orders. */
@NullMarked
package dev.signalbox.runner.stop.port;

import org.jspecify.annotations.NullMarked;
