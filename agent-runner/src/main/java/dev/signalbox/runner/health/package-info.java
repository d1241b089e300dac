/** Whether this runner can take work, and why not. */
@NullMarked
package dev.signalbox.runner.health;

import org.jspecify.annotations.NullMarked;
