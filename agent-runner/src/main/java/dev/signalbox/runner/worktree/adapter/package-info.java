/** The {@code git} program, and directories. */
@NullMarked
package dev.signalbox.runner.worktree.adapter;

import org.jspecify.annotations.NullMarked;
