/** The stack of this machine, the demonstration and the benchmarks. */
@NullMarked
package dev.signalbox.cli.stack;

import org.jspecify.annotations.NullMarked;
