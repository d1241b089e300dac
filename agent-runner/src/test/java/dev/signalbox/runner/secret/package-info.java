@NullMarked
package dev.signalbox.runner.secret;

import org.jspecify.annotations.NullMarked;
