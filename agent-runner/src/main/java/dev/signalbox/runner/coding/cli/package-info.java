/** The programs that are known: Claude Code, Codex, aider, Cursor and pi. */
@NullMarked
package dev.signalbox.runner.coding.cli;

import org.jspecify.annotations.NullMarked;
