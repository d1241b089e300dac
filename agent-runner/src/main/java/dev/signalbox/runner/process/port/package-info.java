/** What the supervision of processes needs from the operating system. */
@NullMarked
package dev.signalbox.runner.process.port;

import org.jspecify.annotations.NullMarked;
