/** The circuit breaker in Redis, its signals, and its announcements. */
@NullMarked
package dev.signalbox.admission.breaker.adapter;

import org.jspecify.annotations.NullMarked;
