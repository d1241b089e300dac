@NullMarked
package dev.signalbox.cli.coordination;

import org.jspecify.annotations.NullMarked;
