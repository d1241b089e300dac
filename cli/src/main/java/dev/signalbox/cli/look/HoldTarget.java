package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is held or let go on: a run, a workspace, or everything. */
final class HoldTarget {
    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it is kept.")
    @Nullable
    String reason;

    static final class Which {
        @Parameters(paramLabel = "RUN", arity = "0..1", description = RunReference.DESCRIPTION)
        @Nullable
        String run;

        @Option(
                names = "--workspace",
                paramLabel = "WORKSPACE",
                description = "Every run of this workspace, a directory or a name.")
        @Nullable
        String workspace;

        @Option(names = "--all", description = "Every run of every workspace, those that come later included.")
        boolean all;
    }

    /** Asks it of a run. */
    interface OfRun {
        void ask(SignalboxClient client, RunId run, @Nullable String reason);
    }

    /** Asks it of a workspace, or of everything. */
    interface OfMany {
        void ask(SignalboxClient client, Optional<String> workspace, @Nullable String reason);
    }

    /** @param words what to say when it was asked; {@code {what}} stands for what it was asked of, {@code {again}} for how to name it to this command line */
    int ask(Signalbox signalbox, OfRun ofRun, OfMany ofMany, String words) throws IOException {
        try (SignalboxClient client = signalbox.client()) {
            if (which.run != null) {
                RunId id = RunReference.resolve(which.run, client);
                ofRun.ask(client, id, reason);
                say(
                        signalbox,
                        Map.of("run", id),
                        words.replace("{what}", "run " + id).replace("{again}", id.value()));
            } else {
                String said = which.workspace;
                Optional<String> workspace =
                        said == null ? Optional.empty() : Optional.of(WorkspaceOption.named(said, signalbox.console()));
                ofMany.ask(client, workspace, reason);
                say(
                        signalbox,
                        Map.of("workspace", workspace.orElse("*")),
                        words.replace(
                                        "{what}",
                                        workspace
                                                .map(name -> "workspace " + name)
                                                .orElse("everything"))
                                .replace(
                                        "{again}",
                                        workspace
                                                .map(name -> "--workspace " + name)
                                                .orElse("--all")));
            }
        }
        return ExitCode.DONE.number();
    }

    private static void say(Signalbox signalbox, Map<String, Object> json, String words) {
        if (signalbox.json()) {
            signalbox.printJson(json);
        } else {
            signalbox.console().say(words);
        }
    }
}
