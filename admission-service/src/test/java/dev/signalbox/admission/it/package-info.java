/** The door on real servers. */
@NullMarked
package dev.signalbox.admission.it;

import org.jspecify.annotations.NullMarked;
