package dev.signalbox.cli.stack;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.standalone.process.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox bench}: measures in a Java process of its own, so that this one does not disturb. */
@Command(
        name = "bench",
        header = "Measure steps per second, latencies and memory on this machine.",
        description =
                "Starts a stack of its own, warms it until a step costs no less than before, which takes minutes, and measures.",
        footer = {"", "Examples:", "  signalbox bench", "  signalbox bench chain throughput --quick"})
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "dev.signalbox.bench.Bench";

    @ParentCommand
    Signalbox signalbox;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description =
                    "What is measured: idle, chain, throughput, processes, agents, api, admission, scale, plan, worktrees."
                            + " Default: all.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--quick",
            description = "Measure after a short warm-up, for figures to compare with each other only.")
    boolean quick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Home.directory();
        Path target = home.resolve("tests/bench/target");
        Path jar = target.resolve("bench-0.1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The benchmarks are not built: ./mvnw -pl tests/bench -am package -DskipTests");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsignalbox.home=" + home,
                "-cp",
                jar + File.pathSeparator + target.resolve("lib") + "/*",
                MAIN_CLASS));
        command.addAll(names);
        if (quick) {
            command.add("--quick");
        }
        if (signalbox.json()) {
            command.add("--json");
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
