/** What the taking of dispatches needs of their topic. */
@NullMarked
package dev.signalbox.runner.take.port;

import org.jspecify.annotations.NullMarked;
