@NullMarked
package dev.signalbox.scheduler.step;

import org.jspecify.annotations.NullMarked;
