/** Money and tokens: what may be spent, what is reserved, what is spent, and what a token costs. */
@NullMarked
package dev.signalbox.scheduler.budget;

import org.jspecify.annotations.NullMarked;
