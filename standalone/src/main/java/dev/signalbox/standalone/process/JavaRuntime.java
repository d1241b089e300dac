package dev.signalbox.standalone.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Java that child processes run on: the one that runs us, else that of JAVA_HOME, else the one on the PATH. */
public final class JavaRuntime {
    /** Keeps the words of a JDK about its own future out of every log. */
    private static final List<String> QUIET =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private JavaRuntime() {}

    /** The start of a command line: the program and the options that every one of our processes gets. */
    public static List<String> command() {
        String executable = Optional.ofNullable(System.getProperty("java.home"))
                .or(() -> Optional.ofNullable(System.getenv("JAVA_HOME")))
                .map(home -> Path.of(home, "bin", "java").toString())
                .orElse("java");
        return List.of(executable, QUIET.getFirst(), QUIET.getLast());
    }
}
