@NullMarked
package dev.signalbox.scheduler.budget;

import org.jspecify.annotations.NullMarked;
