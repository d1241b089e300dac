package dev.signalbox.cli.agents;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.AgentState;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.spec.AgentSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox agents list}. */
@Command(
        name = "list",
        header = "List the agents that are registered, drained or at work.",
        footer = {
            "",
            "Agents that the definition of a run brings are shown while a runner works for them, or when they are drained.",
            "",
            "Examples:",
            "  signalbox agents list",
            "  signalbox agents list --workspace .",
            "  signalbox agents list --json"
        })
public final class ListAgentsCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("AGENT", "TYPE", "TRACK", "STATE", "BUSY", "POOL", "LABELS", "WORKSPACE", "REASON");

    @ParentCommand
    AgentsCommand parent;

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "Only agents of this workspace, a directory or a name. Default: all.")
    @Nullable
    String workspace;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = parent.signalbox();
        String wanted = workspace == null ? null : WorkspaceOption.resolve(workspace, signalbox.console());
        try (SignalboxClient client = signalbox.client()) {
            List<AgentView> agents = client.agents(wanted);
            if (signalbox.json()) {
                signalbox.printJson(agents);
            } else {
                print(signalbox, agents);
            }
        }
        return ExitCode.DONE.number();
    }

    private static void print(Signalbox signalbox, List<AgentView> agents) {
        Console console = signalbox.console();
        if (agents.isEmpty()) {
            console.note("There are no agents. To bring one in: signalbox agents add");
            return;
        }
        new Table(HEADLINE, agents.stream().map(ListAgentsCommand::cells).toList())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
    }

    private static List<Cell> cells(AgentView agent) {
        AgentSpec spec = agent.spec();
        return List.of(
                Cell.of(agent.id().value()),
                Cell.of(spec == null ? "" : spec.type().value()),
                Cell.of(spec == null || spec.track() == null ? "" : PlainText.line(spec.track())),
                new Cell(word(agent.state()), style(agent.state())),
                Cell.of(spec == null ? Integer.toString(agent.busy()) : agent.busy() + "/" + spec.capacity()),
                Cell.of(spec == null ? "" : spec.pool()),
                Cell.of(spec == null ? "" : labels(spec)),
                Cell.of(agent.workspace().value()),
                Cell.of(PlainText.line(agent.reason())));
    }

    private static String labels(AgentSpec agent) {
        return new TreeMap<>(agent.labels())
                .entrySet().stream()
                        .map(label -> PlainText.line(label.getKey() + "=" + label.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Style style(AgentState state) {
        return switch (state) {
            case IDLE -> Style.GREEN;
            case BUSY -> Style.CYAN;
            case DRAINING -> Style.YELLOW;
            case DRAINED -> Style.FAINT;
            case UNHEALTHY, DEAD -> Style.RED;
        };
    }
}
