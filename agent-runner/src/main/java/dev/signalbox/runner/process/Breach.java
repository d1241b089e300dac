package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AgentFault;

/**
 * Processes have used more than they may.
 *
 * @param fault more of what
 * @param message how much more, in a sentence
 */
public record Breach(AgentFault fault, String message) {}
