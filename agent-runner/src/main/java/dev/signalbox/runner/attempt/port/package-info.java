/** What the work on attempts needs from outside. */
@NullMarked
package dev.signalbox.runner.attempt.port;

import org.jspecify.annotations.NullMarked;
