/** The journal and the node's identity on disk. */
@NullMarked
package dev.signalbox.runner.sweep.adapter;

import org.jspecify.annotations.NullMarked;
