package dev.signalbox.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java that child processes run on: the one that runs us, else that of JAVA_HOME, else the one on the PATH. */
public final class JavaRuntime {
    /** Keeps the words of a JDK about its own future out of every log. */
    private static final List<String> QUIET =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    /**
     * A heap and compiled code in pages of 2 MiB, where the system grants them: our processes take turns on a few processors, and with pages
     * of 4 KiB each spends a sixth of its turn on looking up its own again (docs/adr/0029). Only Linux knows the option.
     */
    private static final List<String> LARGE_PAGES =
            System.getProperty("os.name").equals("Linux") ? List.of("-XX:+UseTransparentHugePages") : List.of();

    /**
     * Hot code is compiled for good after a thousand calls instead of five thousand: much of it is called once for a batch of steps, so a stack
     * is as quick after 94,000 steps as it was after 211,000 (docs/adr/0030).
     */
    private static final List<String> EARLY_COMPILATION = List.of(
            "-XX:Tier4InvocationThreshold=1000",
            "-XX:Tier4MinInvocationThreshold=200",
            "-XX:Tier4CompileThreshold=3000");

    private JavaRuntime() {}

    /** The start of a command line: the program and the options that every one of our processes gets. */
    public static List<String> command() {
        String executable = Optional.ofNullable(System.getProperty("java.home"))
                .or(() -> Optional.ofNullable(System.getenv("JAVA_HOME")))
                .map(home -> Path.of(home, "bin", "java").toString())
                .orElse("java");
        return Stream.of(List.of(executable), QUIET, LARGE_PAGES, EARLY_COMPILATION)
                .flatMap(List::stream)
                .toList();
    }
}
