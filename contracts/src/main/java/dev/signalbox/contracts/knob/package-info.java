/** The names under which the original programs know a setting. */
@NullMarked
package dev.signalbox.contracts.knob;

import org.jspecify.annotations.NullMarked;
