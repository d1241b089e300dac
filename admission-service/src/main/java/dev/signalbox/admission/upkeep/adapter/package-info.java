/** The upkeep of leases with Redis and Kafka. */
@NullMarked
package dev.signalbox.admission.upkeep.adapter;

import org.jspecify.annotations.NullMarked;
