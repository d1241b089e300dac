/** How what people ask of a run is decided: to stop it, to hold it, to let it go on. */
@NullMarked
package dev.signalbox.admission.command;

import org.jspecify.annotations.NullMarked;
