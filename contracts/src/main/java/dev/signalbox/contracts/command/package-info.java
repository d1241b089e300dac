/** What admission asks of the scheduler, in the imperative. */
@NullMarked
package dev.signalbox.contracts.command;

import org.jspecify.annotations.NullMarked;
