/** What commands about runs need from the world. */
@NullMarked
package dev.signalbox.admission.command.port;

import org.jspecify.annotations.NullMarked;
