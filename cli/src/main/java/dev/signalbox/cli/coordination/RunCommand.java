package dev.signalbox.cli.coordination;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.PlanReport;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.Words;
import dev.signalbox.cli.watch.Outcome;
import dev.signalbox.cli.watch.RunProgress;
import dev.signalbox.cli.watch.RunWatch;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import dev.signalbox.standalone.process.AtExit;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination run}. */
@Command(
        name = "run",
        header = "Run workflows together; where they want the same files they take turns.",
        description = "With --wait the exit code is that of the run.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination run quality.yaml --agents agents.yaml --mode parallel --max-parallel 3 --budget 40",
            "  signalbox coordination run quality.yaml triage.yaml --agents agents.yaml --on-conflict reject --wait",
            "  signalbox coordination run quality.yaml --agents agents.yaml --dry-run"
        })
final class RunCommand implements Callable<Integer> {
    /** What happens when workflows want the same files. */
    enum OnConflict {
        QUEUE,
        REJECT
    }

    @ParentCommand
    CoordinationCommand coordination;

    @Mixin
    CoordinationOptions options = new CoordinationOptions();

    @Option(names = "--dry-run", description = "Print the plan and write the state, but start nothing.")
    boolean dryRun;

    @Option(names = "--wait", description = "Show the run until it has ended.")
    boolean wait;

    @Option(
            names = "--on-conflict",
            paramLabel = "queue|reject",
            defaultValue = "queue",
            description = "When workflows want the same files: let them take turns, or do not start. Default: queue.")
    OnConflict onConflict;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = coordination.signalbox();
        CoordinationInput input = options.read(signalbox);
        ReadResult.Readable readable = input.readable();
        Plan plan = Planner.plan(readable.spec());
        if (onConflict == OnConflict.REJECT) {
            refuseConflicts(readable.spec(), plan);
        }
        new InputProblems(input.files().all())
                .lines(readable.warnings(), signalbox.colour())
                .forEach(signalbox.console()::note);
        return (dryRun ? dryRun(readable.spec(), plan) : submitted(input, readable.spec())).number();
    }

    private static void refuseConflicts(RunSpec spec, Plan plan) {
        List<Plan.Conflict> conflicts = Workflows.conflicts(spec, plan);
        boolean mayBeMore = plan.conflictCount() > plan.conflicts().size() || !plan.conflictsComplete();
        if (conflicts.isEmpty() && !mayBeMore) {
            return;
        }
        String example = conflicts.isEmpty()
                ? "There are too many to list them all"
                : "Steps %s and %s meet at %s"
                        .formatted(
                                conflicts.getFirst().first(),
                                conflicts.getFirst().second(),
                                conflicts.getFirst().path());
        throw new Failure(
                ExitCode.DENIED,
                "CLAIM_CONFLICT",
                "CLAIM_CONFLICT %s of claims between workflows%s. %s. With --on-conflict queue they take turns. Nothing was started."
                        .formatted(Words.count(conflicts.size(), "conflict"), mayBeMore ? " or more" : "", example));
    }

    private ExitCode dryRun(RunSpec spec, Plan plan) throws IOException {
        Signalbox signalbox = coordination.signalbox();
        Console console = signalbox.console();
        String id = CoordinationStates.newId(Instant.now(), UUID.randomUUID().toString());
        CoordinationState state = state(id, spec, CoordinationState.DRY_RUN, null);
        coordination.states().save(state);
        if (signalbox.json()) {
            signalbox.printJson(state);
        } else {
            new PlanReport(console.size().columns(), signalbox.colour())
                    .lines(plan)
                    .forEach(console::say);
            console.say("coordination %s is a dry run. Nothing was started.".formatted(id));
        }
        return ExitCode.DONE;
    }

    private ExitCode submitted(CoordinationInput input, RunSpec spec) throws IOException {
        Signalbox signalbox = coordination.signalbox();
        try (SignalboxClient client = signalbox.client()) {
            RunAdmitted admitted = submit(client, input);
            String id = CoordinationStates.newId(Instant.now(), admitted.run().value());
            CoordinationState state = state(id, spec, "queued", admitted.run());
            coordination.states().save(state);
            if (!wait) {
                return announced(state, admitted);
            }
            signalbox.console().note(headline(state, admitted));
            return awaited(client, state, admitted);
        }
    }

    private static RunAdmitted submit(SignalboxClient client, CoordinationInput input) {
        try {
            return client.submit(input.request());
        } catch (ProblemException e) {
            throw e.problem().errors().isEmpty()
                    ? e
                    : new RejectedDefinition(e.problem(), input.files().all());
        }
    }

    private ExitCode announced(CoordinationState state, RunAdmitted admitted) {
        Signalbox signalbox = coordination.signalbox();
        if (signalbox.json()) {
            signalbox.printJson(state);
            return ExitCode.DONE;
        }
        Console console = signalbox.console();
        console.say(headline(state, admitted));
        console.say("  watch it: signalbox coordination dashboard --id " + state.id());
        console.say("  stop it:  signalbox coordination cancel " + state.id());
        return ExitCode.DONE;
    }

    private ExitCode awaited(SignalboxClient client, CoordinationState state, RunAdmitted admitted) throws IOException {
        Signalbox signalbox = coordination.signalbox();
        Console console = signalbox.console();
        StateFollower follower = new StateFollower(client, coordination.states(), state);
        RunProgress progress;
        try (AtExit _ = new AtExit(
                        "on-interrupt",
                        () -> console.note("%nThe run goes on. Watch it: signalbox coordination dashboard --id %s"
                                .formatted(state.id())));
                StateFollower.Background _ = follower.inBackground()) {
            progress = new RunWatch(signalbox, client).untilItEnds(admitted.run(), admitted.name());
        }
        CoordinationState last = follower.look();
        if (signalbox.json()) {
            signalbox.printJson(last);
        } else {
            new Outcome(admitted.run(), signalbox.colour())
                    .lines(progress, Instant.now())
                    .forEach(console::say);
            console.say("  report it: signalbox coordination report %s --format html".formatted(state.id()));
        }
        return ExitCode.of(progress.status());
    }

    private static CoordinationState state(String id, RunSpec spec, String status, @Nullable RunId run) {
        return new CoordinationState(
                id,
                status,
                Instant.now(),
                null,
                CoordinationPlan.modeOf(spec),
                spec.options().maxParallel(),
                budgetOf(spec),
                spec.source().names(),
                Workflows.of(spec),
                Map.of(),
                run,
                null);
    }

    private static @Nullable BigDecimal budgetOf(RunSpec spec) {
        BudgetRule budget = spec.options().budget();
        return budget == null ? null : budget.limit().usd();
    }

    private static String headline(CoordinationState state, RunAdmitted admitted) {
        return "coordination %s: run %s %s, %s of %s in %s"
                .formatted(
                        state.id(),
                        admitted.run(),
                        admitted.deduped() ? "was there already" : "admitted",
                        Words.count(admitted.steps(), "step"),
                        Words.count(state.workflows().size(), "workflow"),
                        admitted.workspace());
    }
}
