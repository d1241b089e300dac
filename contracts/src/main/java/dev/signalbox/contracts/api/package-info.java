/** The bodies of the REST API. */
@NullMarked
package dev.signalbox.contracts.api;

import org.jspecify.annotations.NullMarked;
