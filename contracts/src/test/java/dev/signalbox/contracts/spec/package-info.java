@NullMarked
package dev.signalbox.contracts.spec;

import org.jspecify.annotations.NullMarked;
