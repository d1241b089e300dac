/** Watching one run: events become rows, rows become a live table or a log. */
@NullMarked
package dev.signalbox.cli.watch;

import org.jspecify.annotations.NullMarked;
