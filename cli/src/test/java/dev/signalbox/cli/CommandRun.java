package dev.signalbox.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * One command as a script would see it.
 *
 * @param exitCode what it ended with
 * @param out its standard output
 * @param err its standard error
 */
public record CommandRun(int exitCode, String out, String err) {
    public static CommandRun of(Path directory, Map<String, String> environment, String... arguments) {
        return on("", TerminalSize.NONE, directory, environment, arguments);
    }

    public static CommandRun of(String input, Path directory, Map<String, String> environment, String... arguments) {
        return on(input, TerminalSize.NONE, directory, environment, arguments);
    }

    /** One command as a person at a terminal would see it. */
    public static CommandRun on(
            TerminalSize size, Path directory, Map<String, String> environment, String... arguments) {
        return on("", size, directory, environment, arguments);
    }

    private static CommandRun on(
            String input, TerminalSize size, Path directory, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                directory,
                ZoneOffset.UTC,
                size,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        int exitCode = Signalbox.execute(console, arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** A command's surroundings by themselves. */
    public static Console console(Path directory, Map<String, String> environment) {
        return new Console(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                environment,
                directory,
                ZoneOffset.UTC,
                TerminalSize.NONE);
    }

    public List<String> outLines() {
        return out.lines().toList();
    }
}
