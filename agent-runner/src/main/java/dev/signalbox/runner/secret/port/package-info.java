/** Where the values of secrets come from. */
@NullMarked
package dev.signalbox.runner.secret.port;

import org.jspecify.annotations.NullMarked;
