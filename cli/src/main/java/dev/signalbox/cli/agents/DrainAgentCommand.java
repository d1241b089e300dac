package dev.signalbox.cli.agents;

import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox agents drain <agent>}. */
@Command(
        name = "drain",
        header = "Give an agent no more steps; those it works on may end.",
        footer = {
            "",
            "The agent may be a registered one, or one that the definition of a run brings. Adding it again, or removing it,",
            "ends the drain.",
            "",
            "Examples:",
            "  signalbox agents drain claude-3",
            "  signalbox agents drain local --workspace . --reason 'its machine is replaced'"
        })
public final class DrainAgentCommand implements Callable<Integer> {
    @ParentCommand
    AgentsCommand parent;

    @Mixin
    AgentAndReason about;

    @Override
    public Integer call() throws IOException {
        return about.ask(
                parent.signalbox(),
                SignalboxClient::drainAgent,
                "agent %s is given no more steps; it is drained when 'signalbox agents list' says so");
    }
}
