/** A blocking Java client for the REST API: submit, look, follow, cancel. */
@NullMarked
package dev.signalbox.client;

import org.jspecify.annotations.NullMarked;
