@NullMarked
package dev.signalbox.scheduler.workspace;

import org.jspecify.annotations.NullMarked;
