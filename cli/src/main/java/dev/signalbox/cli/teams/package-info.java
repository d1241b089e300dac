/** Teams and pipelines of a project or a person: listing them, running them, and looking at the last run. */
@NullMarked
package dev.signalbox.cli.teams;

import org.jspecify.annotations.NullMarked;
