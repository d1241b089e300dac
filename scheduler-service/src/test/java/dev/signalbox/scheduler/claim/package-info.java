@NullMarked
package dev.signalbox.scheduler.claim;

import org.jspecify.annotations.NullMarked;
