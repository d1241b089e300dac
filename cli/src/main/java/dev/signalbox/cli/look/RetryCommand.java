package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.contracts.StepId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox retry <run> [<step>...]}. */
@Command(
        name = "retry",
        header = "Try failed or conflicted steps of a live run again, with all their attempts anew.",
        description = {
            "The steps that were skipped because of them wait again. A conflicted step begins anew from what is merged by then. A step that has done neither is left as it is, and the events"
                    + " of the run say so. A run that has ended stays as it is: run its definition again."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox retry last",
            "  signalbox retry 3fa8 tests docs --reason 'the fix is in'"
        })
public final class RetryCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "STEP",
            description = "A failed step; all failed steps when none is given.")
    List<String> steps = List.of();

    @Override
    public Integer call() {
        List<StepId> ids = steps.stream().map(StepReference::of).toList();
        return about.ask(
                signalbox,
                (client, run, reason) -> client.retry(run, ids, reason),
                "asked to try again: " + (ids.isEmpty() ? "every failed step" : String.join(", ", steps))
                        + "; to see what comes of it: signalbox events %s");
    }
}
