@NullMarked
package dev.signalbox.runner.types.adapter;

import org.jspecify.annotations.NullMarked;
