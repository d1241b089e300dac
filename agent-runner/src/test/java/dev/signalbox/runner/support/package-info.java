/** Real servers, a scheduler played by the test, and runners to try. */
@NullMarked
package dev.signalbox.runner.support;

import org.jspecify.annotations.NullMarked;
