package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.BudgetRequest;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox budget <run>}. */
@Command(
        name = "budget",
        header = "Set the budget of a run, or of one of its steps, anew.",
        description = {
            "",
            "The limit is what may be spent in all, what is spent already included. A run that is paused because the budget was"
                    + " used up goes on."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox budget last --usd 20",
            "  signalbox budget 3fa8 --step review --tokens 500000 --reason 'worth it'"
        })
public final class BudgetCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Option(names = "--usd", paramLabel = "USD", description = "What may be spent in all, in US dollars.")
    @Nullable
    BigDecimal usd;

    @Option(names = "--tokens", paramLabel = "N", description = "What may be spent in all, in tokens.")
    @Nullable
    Long tokens;

    @Option(names = "--step", paramLabel = "STEP", description = "The step whose budget is meant. Default: the run's.")
    @Nullable
    String step;

    @Override
    public Integer call() {
        if (usd == null && tokens == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "Say what may be spent: --usd, --tokens or both.");
        }
        if ((usd != null && usd.signum() < 0) || (tokens != null && tokens < 0)) {
            throw new Failure(ExitCode.WRONG_USAGE, "A budget must not be negative.");
        }
        return about.ask(
                signalbox,
                (client, run, reason) -> client.raiseBudget(run, new BudgetRequest(stepId(), usd, tokens, reason)),
                "the budget of run %s is set; to see it: signalbox status %s");
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
