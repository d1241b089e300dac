package dev.signalbox.runner;

import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.coding.adapter.CodingProgram;
import dev.signalbox.runner.coding.cli.Aider;
import dev.signalbox.runner.coding.cli.ClaudeCode;
import dev.signalbox.runner.coding.cli.Codex;
import dev.signalbox.runner.coding.cli.Cursor;
import dev.signalbox.runner.coding.cli.Pi;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.fake.FakeAgent;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.http.adapter.HttpAgent;
import dev.signalbox.runner.output.ContinuedNumbers;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.presence.Offer;
import dev.signalbox.runner.presence.adapter.ProgramSearch;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.adapter.CommandProgram;
import dev.signalbox.runner.process.adapter.ProcessAgent;
import dev.signalbox.runner.process.adapter.ProcessSettings;
import dev.signalbox.runner.process.adapter.Program;
import dev.signalbox.runner.process.port.ProcessTable;
import dev.signalbox.runner.process.port.Spawned;
import dev.signalbox.runner.secret.adapter.RunnerSecrets;
import dev.signalbox.runner.secret.adapter.SecretiveAgent;
import dev.signalbox.runner.types.DescribedCli;
import dev.signalbox.runner.types.adapter.ClassAgent;
import dev.signalbox.runner.types.adapter.TypesDirectory;
import dev.signalbox.runner.worktree.IsolatedAgent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The agents that a runner drives, by their types: those that are built in and those that it brings of its own. Each works apart from others
 * where its attempt asks for it, and is given the secrets of the attempt.
 */
final class DrivenAgents {
    private static final Map<AgentType, CodingCli> CODING_AGENTS = Map.of(
            AgentType.CLAUDE_CODE, new ClaudeCode(),
            AgentType.CODEX, new Codex(),
            AgentType.AIDER, new Aider(),
            AgentType.CURSOR, new Cursor(),
            AgentType.PI, new Pi());

    private final RunnerConfig config;
    private final Surroundings around;
    private final ProcessSettings settings;
    private final Map<AgentType, CodingCli> programs = new TreeMap<>(CODING_AGENTS);
    private final Map<AgentType, Agent> agents = new TreeMap<>();

    /**
     * What agents have around them.
     *
     * @param environment the variables of the runner
     * @param spawnTime told how long each start of a process took
     */
    record Surroundings(
            Map<String, String> environment,
            Callback callback,
            Workspaces workspaces,
            WorkApart apart,
            Outputs outputs,
            ContinuedNumbers numbers,
            UsageReports usage,
            Governors governors,
            ProcessTable processes,
            Confines confines,
            Spawned journal,
            Consumer<Duration> spawnTime,
            Threads threads) {}

    /** @param brought the types that the runner brings */
    DrivenAgents(RunnerConfig config, TypesDirectory brought, ProcessSettings settings, Surroundings around) {
        this.config = config;
        this.around = around;
        this.settings = settings;
        brought.described().forEach((type, description) -> programs.put(type, new DescribedCli(description)));
        Map<AgentType, Agent> bare = new TreeMap<>(builtIn());
        brought.classes().forEach((type, adapter) -> bare.put(type, ofClass(adapter)));
        programs.forEach((type, cli) -> bare.put(type, ofProgram(coding(cli))));
        IsolatedAgent.Parts isolation = isolation();
        RunnerSecrets secrets =
                new RunnerSecrets(around.environment(), config.secretVariables(), config.secretsDirectory());
        bare.forEach((type, agent) -> agents.put(
                type,
                new SecretiveAgent(
                        new IsolatedAgent(agent, isolation), secrets, around.callback(), Clock.systemUTC())));
    }

    /** By their types. */
    Map<AgentType, Agent> byType() {
        return Map.copyOf(agents);
    }

    /** Looks each time which of them can be driven on this machine, and what is missing for the others. */
    Supplier<Offer> offer() {
        Map<AgentType, String> names = new TreeMap<>();
        programs.forEach((type, cli) -> names.put(type, cli.program()));
        List<AgentType> others = agents.keySet().stream()
                .filter(type -> !names.containsKey(type))
                .toList();
        return new ProgramSearch(others, names, around.environment().getOrDefault("PATH", ""));
    }

    private Map<AgentType, Agent> builtIn() {
        Threads threads = around.threads();
        return Map.of(
                AgentType.FAKE, new FakeAgent(threads.timer, around.outputs()),
                AgentType.HTTP,
                        new HttpAgent(
                                around.outputs(), around.usage(), around.governors(), threads.services, threads.timer),
                AgentType.COMMAND, ofProgram(new CommandProgram(around.outputs())));
    }

    private Agent ofClass(AgentTypeAdapter adapter) {
        return new ClassAgent(
                adapter,
                around.workspaces(),
                around.outputs(),
                around.usage(),
                around.governors(),
                around.threads().services,
                around.threads().timer,
                config.stopGrace());
    }

    private Program coding(CodingCli cli) {
        return new CodingProgram(cli, around.outputs(), around.usage(), around.threads().timer, config.resultGrace());
    }

    private Agent ofProgram(Program program) {
        return new ProcessAgent(
                settings,
                around.workspaces(),
                program,
                around.processes(),
                around.confines(),
                around.journal(),
                around.threads().spawners,
                around.threads().processes,
                around.spawnTime(),
                around.governors());
    }

    private IsolatedAgent.Parts isolation() {
        return new IsolatedAgent.Parts(
                around.apart().places(),
                ofProgram(new CommandProgram(around.outputs())),
                around.outputs(),
                around.numbers(),
                around.apart().live(),
                config.worktrees().gateTimeout(),
                around.threads().processes,
                around.threads().timer);
    }
}
