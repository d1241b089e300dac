@NullMarked
package dev.signalbox.eventlog.projection;

import org.jspecify.annotations.NullMarked;
