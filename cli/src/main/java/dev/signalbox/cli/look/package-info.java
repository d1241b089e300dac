/** Looking at runs that exist. */
@NullMarked
package dev.signalbox.cli.look;

import org.jspecify.annotations.NullMarked;
