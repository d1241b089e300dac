/** How attempts are governed: what an operator and a definition say, and what is remembered so that limits do not begin anew. */
@NullMarked
package dev.signalbox.scheduler.governor;

import org.jspecify.annotations.NullMarked;
