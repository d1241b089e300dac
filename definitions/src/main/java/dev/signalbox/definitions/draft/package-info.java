/** What a definition says, read but not yet checked as a whole. */
@NullMarked
package dev.signalbox.definitions.draft;

import org.jspecify.annotations.NullMarked;
