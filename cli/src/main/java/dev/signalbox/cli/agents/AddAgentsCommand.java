package dev.signalbox.cli.agents;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.AgentRequestBuilder;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.AgentsFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox agents add}. */
@Command(
        name = "add",
        header = "Bring agents into a workspace. Runs in flight use them at once.",
        footer = {
            "",
            "An agent of the same id is replaced, and one that was drained is given steps again.",
            "",
            "Examples:",
            "  signalbox agents add claude-3 --type claude_code --track web --capacity 2",
            "  signalbox agents add card --type command --label gpu=true -- ./train.sh --fast",
            "  signalbox agents add --file agents.yaml --workspace ."
        })
public final class AddAgentsCommand implements Callable<Integer> {
    @ParentCommand
    AgentsCommand parent;

    @Parameters(index = "0", arity = "0..1", paramLabel = "AGENT", description = "The agent's id. Not with --file.")
    @Nullable
    String id;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "The argument list it runs for a step that brings none of its own; after --.")
    List<String> command = List.of();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Add the agents of this file: the 'agents' section of a definition. - is standard input.")
    @Nullable
    String file;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description =
                    "The adapter that drives it: command, fake, claude_code, codex, aider, cursor, pi, or a type that a runner brings. Default: command.")
    @Nullable
    String type;

    @Option(names = "--track", paramLabel = "TRACK", description = "The lane it serves. Default: every lane.")
    @Nullable
    String track;

    @Option(names = "--capacity", paramLabel = "N", description = "How many steps it works on at a time. Default: 1.")
    @Nullable
    Integer capacity;

    @Option(names = "--pool", paramLabel = "POOL", description = "The pool of runners it lives on. Default: default.")
    @Nullable
    String pool;

    @Option(
            names = "--label",
            paramLabel = "NAME=VALUE",
            description = "What it is or has, for steps that ask for it. May be repeated.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "The model of a coding agent, by the name that its program knows.")
    @Nullable
    String model;

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "The workspace, a directory or a name. Default: the current directory.")
    @Nullable
    String workspace;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = parent.signalbox();
        List<AgentRequest> agents = agents(signalbox);
        String owner = WorkspaceOption.resolve(workspace, signalbox.console());
        try (SignalboxClient client = signalbox.client()) {
            agents.forEach(agent -> client.registerAgent(owner, agent));
        }
        List<String> ids = agents.stream().map(AgentRequest::id).toList();
        if (signalbox.json()) {
            signalbox.printJson(Map.of("workspace", owner, "agents", ids));
        } else {
            ids.forEach(agent -> signalbox.console().say("agent " + agent + " comes into workspace " + owner));
        }
        return ExitCode.DONE.number();
    }

    private List<AgentRequest> agents(Signalbox signalbox) throws IOException {
        String path = file;
        if (path != null) {
            if (id != null || !isSilent()) {
                throw new Failure(
                        ExitCode.WRONG_USAGE, "Either name a file or describe one agent: not both --file and AGENT.");
            }
            return ofFile(DefinitionFiles.source(signalbox.console(), path));
        }
        String name = id;
        if (name == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "Say which agent: an id, or --file with a file of agents.");
        }
        return List.of(AgentRequestBuilder.builder()
                .id(name)
                .type(typeOf(type))
                .track(track)
                .capacity(capacity)
                .command(command)
                .pool(pool)
                .labels(labels)
                .profile(profile())
                .build());
    }

    private static AgentType typeOf(@Nullable String name) {
        if (name == null) {
            return AgentType.COMMAND;
        }
        if (!AgentType.isName(name)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "No type of agent is called '" + name + "'. Every runner drives "
                            + String.join(
                                    ", ",
                                    AgentType.BUILT_IN.stream()
                                            .map(AgentType::value)
                                            .toList())
                            + "; a runner may bring others.");
        }
        return new AgentType(name);
    }

    private @Nullable AgentProfile profile() {
        return model == null ? null : new AgentProfile(model, null, List.of(), null, null);
    }

    private boolean isSilent() {
        return type == null && model == null && track == null && capacity == null && pool == null && labels.isEmpty();
    }

    private static List<AgentRequest> ofFile(SourceFile source) {
        return switch (AgentsFile.read(source)) {
            case AgentsFile.Read read ->
                read.agents().stream().map(AgentRequest::of).toList();
            case AgentsFile.Broken broken ->
                throw new RejectedDefinition(
                        Problem.of(broken.why().code(), broken.why().detail())
                                .withErrors(broken.why().problems()),
                        List.of(source));
        };
    }
}
