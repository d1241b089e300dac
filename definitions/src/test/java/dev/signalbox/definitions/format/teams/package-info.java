/** Tests of teams and pipelines. */
@NullMarked
package dev.signalbox.definitions.format.teams;

import org.jspecify.annotations.NullMarked;
