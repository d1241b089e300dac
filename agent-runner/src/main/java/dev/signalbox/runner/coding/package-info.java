/** Coding agents: how their programs are called, and what is understood of what they print. */
@NullMarked
package dev.signalbox.runner.coding;

import org.jspecify.annotations.NullMarked;
