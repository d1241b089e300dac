@NullMarked
package dev.signalbox.cli.watch;

import org.jspecify.annotations.NullMarked;
