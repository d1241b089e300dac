@NullMarked
package dev.signalbox.runner.coding;

import org.jspecify.annotations.NullMarked;
