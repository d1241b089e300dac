@NullMarked
package dev.signalbox.eventlog.system;

import org.jspecify.annotations.NullMarked;
