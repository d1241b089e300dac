/** The one normal form that every definition is read into. */
@NullMarked
package dev.signalbox.contracts.spec;

import org.jspecify.annotations.NullMarked;
