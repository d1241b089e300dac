/** The world around the event log in tests: real servers, and somebody who plays scheduler, runner and admission. */
@NullMarked
package dev.signalbox.eventlog.world;

import org.jspecify.annotations.NullMarked;
