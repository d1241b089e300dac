/** The house rules of docs/architecture.md and CONTRIBUTING.md, as tests. */
@NullMarked
package dev.signalbox.architecture;

import org.jspecify.annotations.NullMarked;
