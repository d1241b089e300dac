/** What the runner needs of whoever counts the slots. */
@NullMarked
package dev.signalbox.runner.slot.port;

import org.jspecify.annotations.NullMarked;
