/** Slot leases in Redis. */
@NullMarked
package dev.signalbox.runner.slot.adapter;

import org.jspecify.annotations.NullMarked;
