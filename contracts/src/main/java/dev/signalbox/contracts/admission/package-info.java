/** What admission decided, and the last known status of each run. */
@NullMarked
package dev.signalbox.contracts.admission;

import org.jspecify.annotations.NullMarked;
