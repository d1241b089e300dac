/** The stack that the tests share, and the ways into its servers. */
@NullMarked
package dev.signalbox.system.stack;

import org.jspecify.annotations.NullMarked;
