/** Tests of file scopes. */
@NullMarked
package dev.signalbox.contracts.scope;

import org.jspecify.annotations.NullMarked;
