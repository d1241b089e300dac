/** What a kind of coding agent has to bring. */
@NullMarked
package dev.signalbox.runner.coding.port;

import org.jspecify.annotations.NullMarked;
