/** How failures become problem details. */
@NullMarked
package dev.signalbox.eventlog.problem.adapter;

import org.jspecify.annotations.NullMarked;
