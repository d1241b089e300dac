/** {@code signalbox governor}: what the governor has done, and would have done. */
@NullMarked
package dev.signalbox.cli.governor;

import org.jspecify.annotations.NullMarked;
