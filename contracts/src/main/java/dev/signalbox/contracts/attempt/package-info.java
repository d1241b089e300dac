/** What scheduler and runner say to each other about one attempt at a step. */
@NullMarked
package dev.signalbox.contracts.attempt;

import org.jspecify.annotations.NullMarked;
