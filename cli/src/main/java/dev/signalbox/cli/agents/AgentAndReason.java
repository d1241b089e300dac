package dev.signalbox.cli.agents;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.AgentId;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command has that asks something of an agent. */
final class AgentAndReason {
    @Parameters(paramLabel = "AGENT", description = "The agent's id.")
    String agent;

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "Its workspace, a directory or a name. Default: the current directory.")
    @Nullable
    String workspace;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it is shown with the agent.")
    @Nullable
    String reason;

    /** Asks something of an agent. */
    interface Request {
        void ask(SignalboxClient client, String workspace, AgentId agent, @Nullable String reason);
    }

    /** @param words what to say when it was asked; {@code %s} stands for the agent */
    int ask(Signalbox signalbox, Request request, String words) throws IOException {
        String owner = WorkspaceOption.resolve(workspace, signalbox.console());
        AgentId id = id();
        try (SignalboxClient client = signalbox.client()) {
            request.ask(client, owner, id, reason);
        }
        if (signalbox.json()) {
            signalbox.printJson(Map.of("workspace", owner, "agent", id));
        } else {
            signalbox.console().say(words.replace("%s", id.value()));
        }
        return ExitCode.DONE.number();
    }

    private AgentId id() {
        try {
            return new AgentId(agent);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "No agent can be called '%s'.".formatted(agent));
        }
    }
}
