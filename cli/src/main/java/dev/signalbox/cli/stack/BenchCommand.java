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
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Unmatched;

/** {@code signalbox bench}: measures in a Java process of its own, so that this one does not disturb. */
@Command(
        name = "bench",
        header = "Measure steps per second, latencies and memory on this machine.",
        description = "Further options go to the benchmarks as they are.",
        footer = {"", "Examples:", "  signalbox bench", "  signalbox bench --json"})
public final class BenchCommand implements Callable<Integer> {
    private static final String MAIN_CLASS = "dev.signalbox.bench.Bench";

    @ParentCommand
    Signalbox signalbox;

    @Unmatched
    List<String> further = new ArrayList<>();

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
        command.addAll(further);
        if (signalbox.json()) {
            command.add("--json");
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
