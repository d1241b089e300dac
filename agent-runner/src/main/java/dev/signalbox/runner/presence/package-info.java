/** Says that this runner is there, what it can do and how its machine is doing. */
@NullMarked
package dev.signalbox.runner.presence;

import org.jspecify.annotations.NullMarked;
