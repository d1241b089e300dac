/** File scopes: path patterns and whether they overlap. */
@NullMarked
package dev.signalbox.contracts.scope;

import org.jspecify.annotations.NullMarked;
