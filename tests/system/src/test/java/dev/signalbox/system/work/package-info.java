/** The runs that the tests submit, and the agents that work on them. */
@NullMarked
package dev.signalbox.system.work;

import org.jspecify.annotations.NullMarked;
