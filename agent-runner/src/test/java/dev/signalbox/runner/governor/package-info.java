@NullMarked
package dev.signalbox.runner.governor;

import org.jspecify.annotations.NullMarked;
