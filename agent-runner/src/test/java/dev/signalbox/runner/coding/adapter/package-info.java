@NullMarked
package dev.signalbox.runner.coding.adapter;

import org.jspecify.annotations.NullMarked;
