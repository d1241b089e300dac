/** Plans as graphs, for other programs to draw or for browsers to show. */
@NullMarked
package dev.signalbox.cli.graph;

import org.jspecify.annotations.NullMarked;
