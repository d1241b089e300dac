/** Agents and runners: who is there, and who comes and goes. */
@NullMarked
package dev.signalbox.cli.agents;

import org.jspecify.annotations.NullMarked;
