/** Tests. */
@NullMarked
package dev.signalbox.cli.graph;

import org.jspecify.annotations.NullMarked;
