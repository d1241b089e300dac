@NullMarked
package dev.signalbox.cli.text;

import org.jspecify.annotations.NullMarked;
