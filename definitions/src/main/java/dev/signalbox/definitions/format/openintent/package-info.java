/** The workflow YAML of OpenIntent, version 1.0. */
@NullMarked
package dev.signalbox.definitions.format.openintent;

import org.jspecify.annotations.NullMarked;
