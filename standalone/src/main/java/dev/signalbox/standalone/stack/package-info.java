/** The three servers and the four services of one machine under one supervisor. */
@NullMarked
package dev.signalbox.standalone.stack;

import org.jspecify.annotations.NullMarked;
