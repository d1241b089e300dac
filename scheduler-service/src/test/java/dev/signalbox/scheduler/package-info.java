@NullMarked
package dev.signalbox.scheduler;

import org.jspecify.annotations.NullMarked;
