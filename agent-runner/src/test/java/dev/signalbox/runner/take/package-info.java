/** Which dispatches are taken, and when. */
@NullMarked
package dev.signalbox.runner.take;

import org.jspecify.annotations.NullMarked;
