/** What keeping attempts apart needs from git and from the disk. */
@NullMarked
package dev.signalbox.runner.worktree.port;

import org.jspecify.annotations.NullMarked;
