/** Secrets by reference: what an attempt is given of them, and that they never show in what it leaves behind. */
@NullMarked
package dev.signalbox.runner.secret;

import org.jspecify.annotations.NullMarked;
