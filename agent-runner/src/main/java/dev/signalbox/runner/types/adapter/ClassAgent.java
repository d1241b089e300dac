package dev.signalbox.runner.types.adapter;

import dev.signalbox.agenttype.AgentTask;
import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watch;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.process.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A class of a user as an agent. Each attempt has a thread of its own; whatever the class throws is a failed attempt. */
public final class ClassAgent implements Agent {
    private final AgentTypeAdapter adapter;
    private final Workspaces workspaces;
    private final Outputs outputs;
    private final UsageReports usage;
    private final Governors governors;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final Duration stopGrace;

    /**
     * @param governors watch the attempts that are to be watched
     * @param threads starts a thread for each attempt
     * @param stopGrace how long the class gets to return after it was interrupted; then its attempt ends without it
     */
    public ClassAgent(
            AgentTypeAdapter adapter,
            Workspaces workspaces,
            Outputs outputs,
            UsageReports usage,
            Governors governors,
            ExecutorService threads,
            ScheduledExecutorService timer,
            Duration stopGrace) {
        this.adapter = adapter;
        this.workspaces = workspaces;
        this.outputs = outputs;
        this.usage = usage;
        this.governors = governors;
        this.threads = threads;
        this.timer = timer;
        this.stopGrace = stopGrace;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        OutputCapture output = outputs.open(assignment);
        Watch watch = governors.watch(assignment, Sight.NO_CALLS);
        ClassWork work = new ClassWork(
                adapter,
                () -> task(assignment, workspaces),
                assignment,
                output,
                usage,
                watch,
                timer,
                stopGrace,
                result -> ended.accept(governors.ended(watch, result)));
        watch.acts(work::stop, output::remark);
        watch.begins();
        threads.execute(work);
        return work;
    }

    private static AgentTask task(Assignment assignment, Workspaces workspaces) throws IOException {
        Path own = assignment.directory();
        StartAttempt start = assignment.start();
        AttemptRef attempt = assignment.ref();
        AgentProfile profile = Objects.requireNonNullElse(start.profile(), AgentProfile.NONE);
        Map<String, String> variables = new TreeMap<>(start.environment());
        variables.putAll(assignment.secrets().variables());
        Integer turns = profile.maxTurns();
        return new AgentTask(
                attempt.run() + "/" + attempt.step() + "/" + attempt.attempt() + "/" + attempt.epoch(),
                attempt.run().value(),
                attempt.step().value(),
                attempt.attempt(),
                start.agent().value(),
                own == null ? workspaces.directory(attempt.workspace()) : own,
                start.command(),
                Objects.requireNonNullElse(start.prompt(), ""),
                new AgentTask.Profile(
                        Optional.ofNullable(profile.model()),
                        Optional.ofNullable(profile.systemPrompt()),
                        profile.tools(),
                        turns == null ? OptionalInt.empty() : OptionalInt.of(turns),
                        Optional.ofNullable(profile.session())),
                variables);
    }
}
