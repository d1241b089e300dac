/** What the upkeep of leases needs from the world. */
@NullMarked
package dev.signalbox.admission.upkeep.port;

import org.jspecify.annotations.NullMarked;
