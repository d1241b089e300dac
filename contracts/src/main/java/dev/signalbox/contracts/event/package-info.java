/** The facts of a run, in the past tense. The public contract. */
@NullMarked
package dev.signalbox.contracts.event;

import org.jspecify.annotations.NullMarked;
