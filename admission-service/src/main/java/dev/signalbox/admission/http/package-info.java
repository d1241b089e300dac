/** The REST API of the door. */
@NullMarked
package dev.signalbox.admission.http;

import org.jspecify.annotations.NullMarked;
