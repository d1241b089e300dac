/** Keeps the leases true: renews, finishes, rebuilds. */
@NullMarked
package dev.signalbox.admission.upkeep;

import org.jspecify.annotations.NullMarked;
