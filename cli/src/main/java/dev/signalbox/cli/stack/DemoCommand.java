package dev.signalbox.cli.stack;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Words;
import dev.signalbox.cli.watch.Outcome;
import dev.signalbox.cli.watch.RunProgress;
import dev.signalbox.cli.watch.RunWatch;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.standalone.process.AtExit;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.standalone.stack.StackClient;
import dev.signalbox.standalone.stack.StackRecord;
import dev.signalbox.standalone.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox demo}: a stack of its own, one run, and nothing left running. */
@Command(
        name = "demo",
        header = "See it work: start a stack, let three agents write a small project, stop the stack.",
        description = {
            "Twelve steps edit the files of a small git repository. Two of them wait for files that others hold, and one",
            "fails at first. The repository stays in .signalbox/demo for you to look at."
        },
        footer = {"", "Examples:", "  signalbox demo", "  signalbox demo --json", "  signalbox help exit-codes"})
public final class DemoCommand implements Callable<Integer> {
    private static final int A_FREE_PORT = 0;

    @ParentCommand
    Signalbox signalbox;

    @Override
    public Integer call() throws IOException {
        DemoDirectory place = DemoDirectory.in(signalbox.console().directory());
        StackClient stack = new StackClient(place.stack());
        if (stack.door().isPresent()) {
            throw new Failure(ExitCode.WRONG_USAGE, "A demonstration is running in this directory already.");
        }
        stack.down();
        Path example = Home.directory().resolve("examples/demo");
        DemoRepository repository = DemoRepository.create(place.clean(), example);
        Console console = signalbox.console();
        Instant begin = Instant.now();
        StackRecord started = StackClient.upDetached(
                new StackSettings(Home.directory(), stack.directory(), A_FREE_PORT, Map.of(), Map.of()), console::note);
        console.note("The stack is ready after " + Words.of(Duration.between(begin, Instant.now())));
        try (DemoStack running = new DemoStack(stack, console);
                AtExit _ = new AtExit("on-interrupt", running::close);
                SignalboxClient client = new SignalboxClient(URI.create(started.door()))) {
            return shown(client, repository, example).number();
        }
    }

    private ExitCode shown(SignalboxClient client, DemoRepository repository, Path example) throws IOException {
        RunAdmitted admitted = client.submit(request(repository, example));
        RunProgress progress = new RunWatch(signalbox, client).untilItEnds(admitted.run(), admitted.name());
        if (signalbox.json()) {
            signalbox.printJson(client.run(admitted.run()));
        } else {
            summarise(admitted, progress, repository);
        }
        return ExitCode.of(progress.status());
    }

    private static RunRequest request(DemoRepository repository, Path example) throws IOException {
        SourceFile definition = new SourceFile("demo.yaml", Files.readString(example.resolve("demo.yaml")));
        return new RunRequest(repository.directory().toString(), List.of(definition), null, null, true, null);
    }

    private void summarise(RunAdmitted admitted, RunProgress progress, DemoRepository repository) throws IOException {
        Console console = signalbox.console();
        new DemoSummary(console.size().columns(), signalbox.colour())
                .lines(progress, repository.changedFiles(), repository.log(), Instant.now())
                .forEach(console::say);
        new Outcome(admitted.run(), signalbox.colour())
                .verdict(progress, Instant.now())
                .ifPresent(console::say);
        console.say("What the agents wrote is in " + repository.directory());
    }
}
