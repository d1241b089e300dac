/** Processes of Linux. */
@NullMarked
package dev.signalbox.runner.process.adapter;

import org.jspecify.annotations.NullMarked;
