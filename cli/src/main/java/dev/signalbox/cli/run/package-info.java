/** Submitting a definition, or planning it without a service. */
@NullMarked
package dev.signalbox.cli.run;

import org.jspecify.annotations.NullMarked;
