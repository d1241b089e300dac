/** Reads the price book from a file. */
@NullMarked
package dev.signalbox.scheduler.budget.adapter;

import org.jspecify.annotations.NullMarked;
