/** The whole of Signalbox on the real servers, as processes: what users were promised, and what holds when things are killed. */
@NullMarked
package dev.signalbox.system;

import org.jspecify.annotations.NullMarked;
