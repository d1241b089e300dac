/** Whether this machine has what Signalbox needs. */
@NullMarked
package dev.signalbox.cli.doctor;

import org.jspecify.annotations.NullMarked;
