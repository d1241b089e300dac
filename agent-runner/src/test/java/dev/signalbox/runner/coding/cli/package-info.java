@NullMarked
package dev.signalbox.runner.coding.cli;

import org.jspecify.annotations.NullMarked;
