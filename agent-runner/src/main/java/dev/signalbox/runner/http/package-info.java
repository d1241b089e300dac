/** Agents that are services: what their answers say. */
@NullMarked
package dev.signalbox.runner.http;

import org.jspecify.annotations.NullMarked;
