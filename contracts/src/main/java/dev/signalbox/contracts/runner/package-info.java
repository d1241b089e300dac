/** What runners say of themselves. */
@NullMarked
package dev.signalbox.contracts.runner;

import org.jspecify.annotations.NullMarked;
