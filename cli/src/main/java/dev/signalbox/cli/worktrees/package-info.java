/** The worktrees of a repository on this machine, and what came of them. */
@NullMarked
package dev.signalbox.cli.worktrees;

import org.jspecify.annotations.NullMarked;
