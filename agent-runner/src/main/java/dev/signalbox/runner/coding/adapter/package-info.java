/** Coding agents as processes, and their usage on the log. */
@NullMarked
package dev.signalbox.runner.coding.adapter;

import org.jspecify.annotations.NullMarked;
