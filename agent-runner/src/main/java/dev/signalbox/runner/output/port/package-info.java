/** Where output goes. */
@NullMarked
package dev.signalbox.runner.output.port;

import org.jspecify.annotations.NullMarked;
