@NullMarked
package dev.signalbox.scheduler.stream;

import org.jspecify.annotations.NullMarked;
