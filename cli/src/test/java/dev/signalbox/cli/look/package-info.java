@NullMarked
package dev.signalbox.cli.look;

import org.jspecify.annotations.NullMarked;
