/** What telling of the runner needs from outside. */
@NullMarked
package dev.signalbox.runner.presence.port;

import org.jspecify.annotations.NullMarked;
