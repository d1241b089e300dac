/** Attempts that work apart from others, and how their work comes together again. */
@NullMarked
package dev.signalbox.runner.worktree;

import org.jspecify.annotations.NullMarked;
