@NullMarked
package dev.signalbox.runner.types;

import org.jspecify.annotations.NullMarked;
