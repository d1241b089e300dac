@NullMarked
package dev.signalbox.admission.breaker;

import org.jspecify.annotations.NullMarked;
