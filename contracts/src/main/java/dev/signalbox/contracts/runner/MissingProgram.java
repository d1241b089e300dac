package dev.signalbox.contracts.runner;

import dev.signalbox.contracts.spec.AgentType;

/**
 * A type of agent that a runner could drive if its program were there. It does drive agents that name another program.
 *
 * @param type the type
 * @param program the name that was looked for on the runner's {@code PATH}
 */
public record MissingProgram(AgentType type, String program) {}
