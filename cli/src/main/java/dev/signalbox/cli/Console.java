package dev.signalbox.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

/**
 * Where a command finds itself.
 *
 * @param out for results
 * @param err for everything else
 * @param environment the environment variables
 * @param directory the current directory, absolute
 * @param zone the time zone of people
 * @param size the terminal, or that there is none
 * @param in what is piped into the command
 */
public record Console(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Path directory,
        ZoneId zone,
        TerminalSize size,
        InputStream in) {
    /** A command that nothing is piped into. */
    public Console(
            PrintWriter out,
            PrintWriter err,
            Map<String, String> environment,
            Path directory,
            ZoneId zone,
            TerminalSize size) {
        this(out, err, environment, directory, zone, size, InputStream.nullInputStream());
    }

    /** Writes a line and makes it visible at once. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Writes a line about the work, not its result. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
