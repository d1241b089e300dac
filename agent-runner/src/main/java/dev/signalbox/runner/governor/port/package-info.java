/** Where it is told what the governor finds. */
@NullMarked
package dev.signalbox.runner.governor.port;

import org.jspecify.annotations.NullMarked;
