/** Teams and pipelines, and the documents that describe their agents. */
@NullMarked
package dev.signalbox.definitions.format.teams;

import org.jspecify.annotations.NullMarked;
