/** What the governor finds, on the log. */
@NullMarked
package dev.signalbox.runner.governor.adapter;

import org.jspecify.annotations.NullMarked;
