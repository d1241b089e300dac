@NullMarked
package dev.signalbox.cli.stack;

import org.jspecify.annotations.NullMarked;
