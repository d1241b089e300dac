/** Services over HTTP, by the client of the JDK. */
@NullMarked
package dev.signalbox.runner.http.adapter;

import org.jspecify.annotations.NullMarked;
