package dev.signalbox.cli.coordination;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination dashboard}. */
@Command(
        name = "dashboard",
        header = "Watch a coordination: a table of its workflows, painted anew.",
        description = "Ends with the run, or after so many iterations. It honours the cancel flag.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination dashboard",
            "  signalbox coordination dashboard --id last --refresh 2 --iterations 1"
        })
final class DashboardCommand implements Callable<Integer> {
    private static final Duration BETWEEN_FLAGS = Duration.ofMillis(500);

    @ParentCommand
    CoordinationCommand coordination;

    @Option(names = "--id", paramLabel = "ID", defaultValue = "last", description = "Which one. Default: the newest.")
    String id;

    @Option(
            names = "--refresh",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to wait between paintings, at least 1. Default: 5.")
    int refresh;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "0",
            description = "How often to paint. Default: 0, until the run has ended.")
    int iterations;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (refresh < 1 || iterations < 0) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "--refresh must be at least 1 second, and --iterations at least 0.");
        }
        CoordinationState state = coordination.states().find(id);
        if (state.run() == null || state.success() != null) {
            show(state, 0);
            return ExitCode.DONE.number();
        }
        try (SignalboxClient client = coordination.signalbox().client()) {
            follow(new StateFollower(client, coordination.states(), state));
        }
        return ExitCode.DONE.number();
    }

    private void follow(StateFollower follower) throws IOException, InterruptedException {
        CoordinationState state = follower.look();
        int painted = show(state, 0);
        for (int shown = 1; state.success() == null && (iterations == 0 || shown < iterations); shown++) {
            rest(follower);
            state = follower.look();
            painted = show(state, painted);
        }
    }

    /** Until it is time to paint again; a cancel flag does not wait that long. */
    private void rest(StateFollower follower) throws InterruptedException {
        long left = Duration.ofSeconds(refresh).toMillis();
        while (left > 0) {
            Thread.sleep(Math.min(left, BETWEEN_FLAGS.toMillis()));
            left -= BETWEEN_FLAGS.toMillis();
            follower.honourFlag();
        }
    }

    private int show(CoordinationState state, int painted) {
        Signalbox signalbox = coordination.signalbox();
        Console console = signalbox.console();
        if (signalbox.json()) {
            signalbox.printJson(state);
            return 0;
        }
        List<String> lines = new StateTable(console.size().columns(), signalbox.colour()).lines(state);
        if (painted > 0 && console.size().interactive()) {
            console.out().print("\u001b[" + painted + "A\r\u001b[J");
        }
        lines.forEach(console::say);
        return lines.size();
    }
}
