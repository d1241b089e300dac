package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox resolve <run> <step>}. */
@Command(
        name = "resolve",
        header = "Merge the work of a conflicted step as it is now.",
        description = {
            "Put the conflict right in the step's worktree first: 'signalbox why RUN STEP' says where it is. What is there is committed,"
                    + " its gates run, and it is merged; its agent does not run again. A step that is held because it changed files"
                    + " outside its scope is taken as it is."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox resolve last api",
            "  signalbox resolve 3fa8 api --reason 'kept both changes'"
        })
public final class ResolveCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Parameters(index = "1", paramLabel = "STEP", description = "The conflicted step.")
    String step;

    @Override
    public Integer call() {
        return about.askOfStep(signalbox, step, SignalboxClient::resolve, "merge the work of step %s");
    }
}
