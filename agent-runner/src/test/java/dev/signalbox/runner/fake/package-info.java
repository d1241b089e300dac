/** Agents of type fake: scripts without a process. */
@NullMarked
package dev.signalbox.runner.fake;

import org.jspecify.annotations.NullMarked;
