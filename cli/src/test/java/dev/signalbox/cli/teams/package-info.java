/** Tests of the commands for teams and pipelines. */
@NullMarked
package dev.signalbox.cli.teams;

import org.jspecify.annotations.NullMarked;
