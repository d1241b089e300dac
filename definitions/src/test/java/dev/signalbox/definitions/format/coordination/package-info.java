@NullMarked
package dev.signalbox.definitions.format.coordination;

import org.jspecify.annotations.NullMarked;
