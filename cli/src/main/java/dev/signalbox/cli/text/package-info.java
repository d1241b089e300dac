/** What the terminal shows, as pure functions from values to text. */
@NullMarked
package dev.signalbox.cli.text;

import org.jspecify.annotations.NullMarked;
