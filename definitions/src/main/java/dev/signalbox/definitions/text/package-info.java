/** Text becomes values that know their place: YAML and JSON. */
@NullMarked
package dev.signalbox.definitions.text;

import org.jspecify.annotations.NullMarked;
