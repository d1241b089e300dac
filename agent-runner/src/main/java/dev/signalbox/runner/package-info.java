/** The only service that starts processes: takes attempts, works on them, reports how they ended. */
@NullMarked
package dev.signalbox.runner;

import org.jspecify.annotations.NullMarked;
