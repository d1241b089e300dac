package dev.signalbox.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to start a process.
 *
 * @param command the program and its arguments; no shell ever reads it
 * @param environment variables on top of those of this process
 * @param directory its working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same with one more environment variable. */
    public Launch with(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new Launch(command, more, directory);
    }

    /** The same in a session of its own, so that Ctrl-C in our terminal does not reach it: we decide the order. */
    Launch inItsOwnSession() {
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        return new Launch(detached, environment, directory);
    }
}
