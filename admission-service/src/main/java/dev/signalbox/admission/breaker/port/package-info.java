/** What the circuit breaker needs of the world. */
@NullMarked
package dev.signalbox.admission.breaker.port;

import org.jspecify.annotations.NullMarked;
