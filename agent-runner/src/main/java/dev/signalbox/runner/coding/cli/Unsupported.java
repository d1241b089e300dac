package dev.signalbox.runner.coding.cli;

import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.runner.process.Refusal;

/** Refuses what a program has no option for: a list of tools that is not kept to would be worse than none. */
final class Unsupported {
    private Unsupported() {}

    static void refuseTools(String type, AgentProfile profile) throws Refusal {
        if (!profile.tools().isEmpty()) {
            throw new Refusal("agents of type " + type + " cannot be held to a list of tools");
        }
    }

    static void refuseSession(String type, AgentProfile profile) throws Refusal {
        if (profile.session() != null) {
            throw new Refusal("agents of type " + type + " cannot go on with a session");
        }
    }
}
