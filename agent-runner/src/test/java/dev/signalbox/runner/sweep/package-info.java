/** What a crashed runner left behind: its processes and its attempts. */
@NullMarked
package dev.signalbox.runner.sweep;

import org.jspecify.annotations.NullMarked;
