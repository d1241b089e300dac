/** The scheduler service: wiring and configuration. */
@NullMarked
package dev.signalbox.scheduler;

import org.jspecify.annotations.NullMarked;
