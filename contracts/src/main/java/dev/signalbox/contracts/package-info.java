/** What crosses a service boundary: ids, messages, the run specification and problem codes. */
@NullMarked
package dev.signalbox.contracts;

import org.jspecify.annotations.NullMarked;
