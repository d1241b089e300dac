@NullMarked
package dev.signalbox.runner.http;

import org.jspecify.annotations.NullMarked;
