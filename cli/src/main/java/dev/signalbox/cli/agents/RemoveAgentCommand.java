package dev.signalbox.cli.agents;

import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox agents remove <agent>}. */
@Command(
        name = "remove",
        header = "Drain an agent, and forget it when its last step has ended.",
        footer = {
            "",
            "A run whose definition names an agent of this id has that one from then on; to keep that one away, too, drain it.",
            "",
            "Examples:",
            "  signalbox agents remove claude-3",
            "  signalbox agents remove claude-3 --workspace shop --reason 'no longer needed'"
        })
public final class RemoveAgentCommand implements Callable<Integer> {
    @ParentCommand
    AgentsCommand parent;

    @Mixin
    AgentAndReason about;

    @Override
    public Integer call() throws IOException {
        return about.ask(
                parent.signalbox(),
                SignalboxClient::removeAgent,
                "agent %s is given no more steps, and is forgotten when its last one has ended");
    }
}
