@NullMarked
package dev.signalbox.scheduler.line;

import org.jspecify.annotations.NullMarked;
