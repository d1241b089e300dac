package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.spec.OnExceed;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox budget <run>} and {@code signalbox budget --workspace <workspace>}. */
@Command(
        name = "budget",
        header = "Set the budget of a run, of one of its steps, or of a workspace; show that of a workspace.",
        description = {
            "",
            "The limit is what may be spent in all, what is spent already included. A run that is paused because the budget was"
                    + " used up goes on.",
            "",
            "The budget of a workspace is for all of its runs together, and counts from the time at which it was first set."
                    + " Each time it is set as a whole: a unit that is not named has no limit then, in all or on a day."
                    + " Without an amount it is shown."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox budget last --usd 20",
            "  signalbox budget 3fa8 --step review --tokens 500000 --reason 'worth it'",
            "  signalbox budget --workspace . --usd 250 --on-exceed escalate",
            "  signalbox budget --workspace . --usd 250 --daily-usd 20 --time-zone Europe/Berlin",
            "  signalbox budget --workspace .",
            "  signalbox budget --workspace . --unlimited"
        })
public final class BudgetCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @ArgGroup(multiplicity = "1")
    Whose whose = new Whose();

    static final class Whose {
        @Parameters(paramLabel = "RUN", arity = "0..1", description = RunReference.DESCRIPTION)
        @Nullable
        String run;

        @Option(
                names = "--workspace",
                paramLabel = "WORKSPACE",
                description = "The budget of this workspace, a directory or a name.")
        @Nullable
        String workspace;
    }

    @Option(names = "--usd", paramLabel = "USD", description = "What may be spent in all, in US dollars.")
    @Nullable
    BigDecimal usd;

    @Option(names = "--tokens", paramLabel = "N", description = "What may be spent in all, in tokens.")
    @Nullable
    Long tokens;

    @Option(names = "--step", paramLabel = "STEP", description = "The step whose budget is meant. Default: the run's.")
    @Nullable
    String step;

    @Option(
            names = "--on-exceed",
            paramLabel = "RULE",
            description = "With --workspace: what happens when it is used up: pause, fail or escalate. Default: pause.")
    @Nullable
    OnExceed onExceed;

    @Option(
            names = "--daily-usd",
            paramLabel = "USD",
            description = "With --workspace: what may be spent on each day, in US dollars.")
    @Nullable
    BigDecimal dailyUsd;

    @Option(
            names = "--daily-tokens",
            paramLabel = "N",
            description = "With --workspace: what may be spent on each day, in tokens.")
    @Nullable
    Long dailyTokens;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Where a day begins at midnight, such as Europe/Berlin. Default: UTC.")
    @Nullable
    String timeZone;

    @Option(names = "--unlimited", description = "With --workspace: take the budget away.")
    boolean unlimited;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it is kept.")
    @Nullable
    String reason;

    @Override
    public Integer call() throws IOException {
        if (isNegative(usd, tokens) || isNegative(dailyUsd, dailyTokens)) {
            throw new Failure(ExitCode.WRONG_USAGE, "A budget must not be negative.");
        }
        return whose.workspace == null ? ofRun(whose.run) : ofWorkspace(whose.workspace);
    }

    private static boolean isNegative(@Nullable BigDecimal usd, @Nullable Long tokens) {
        return (usd != null && usd.signum() < 0) || (tokens != null && tokens < 0);
    }

    private WorkspaceBudgetRequest.@Nullable Daily daily() {
        if (dailyUsd != null || dailyTokens != null) {
            return new WorkspaceBudgetRequest.Daily(dailyUsd, dailyTokens, onExceed, null, timeZone);
        }
        if (timeZone != null) {
            throw new Failure(ExitCode.WRONG_USAGE, "--time-zone is for --daily-usd and --daily-tokens.");
        }
        return null;
    }

    private int ofWorkspace(String workspace) throws IOException {
        if (step != null) {
            throw new Failure(ExitCode.WRONG_USAGE, "A workspace has no steps: leave out --step.");
        }
        return new WorkspaceBudgets(signalbox)
                .of(
                        workspace,
                        new WorkspaceBudgetRequest(
                                usd, tokens, usd == null && tokens == null ? null : onExceed, null, reason, daily()),
                        onExceed,
                        unlimited);
    }

    private int ofRun(@Nullable String run) {
        if (onExceed != null || unlimited) {
            throw new Failure(ExitCode.WRONG_USAGE, "--on-exceed and --unlimited are for --workspace only.");
        }
        if (dailyUsd != null || dailyTokens != null || timeZone != null) {
            throw new Failure(ExitCode.WRONG_USAGE, "A limit on each day is for --workspace only.");
        }
        if (usd == null && tokens == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "Say what may be spent: --usd, --tokens or both.");
        }
        BudgetRequest request = new BudgetRequest(stepId(), usd, tokens, reason);
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run == null ? "" : run, client);
            client.raiseBudget(id, request);
            if (signalbox.json()) {
                signalbox.printJson(Map.of("run", id));
            } else {
                signalbox.console().say("the budget of run %s is set; to see it: signalbox status %1$s".formatted(id));
            }
        }
        return ExitCode.DONE.number();
    }

    private @Nullable StepId stepId() {
        if (step == null) {
            return null;
        }
        try {
            return new StepId(step);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "'" + step + "' is not the id of a step.");
        }
    }
}
