/** What the governor watches in running attempts, what it sees, and what it does about it. */
@NullMarked
package dev.signalbox.contracts.governor;

import org.jspecify.annotations.NullMarked;
