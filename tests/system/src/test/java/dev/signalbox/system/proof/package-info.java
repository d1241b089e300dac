/** What must be true of every run, checked against the log, the database, the API and what the agents wrote down themselves. */
@NullMarked
package dev.signalbox.system.proof;

import org.jspecify.annotations.NullMarked;
