/** The signalbox command: its root, its exit codes and how it finds the door. */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
