package dev.signalbox.runner.coding.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An argument list that grows. What the definition gives of it comes first, so that what is added here has the last word. */
final class Arguments {
    private final List<String> arguments = new ArrayList<>();

    /** @param program the usual name of the program, for a definition that gives nothing */
    Arguments(List<String> given, String program) {
        if (given.isEmpty()) {
            arguments.add(program);
        }
        arguments.addAll(given);
    }

    Arguments add(String... more) {
        arguments.addAll(List.of(more));
        return this;
    }

    /** Adds an option with its value; nothing when there is no value. */
    Arguments option(String name, @Nullable Object value) {
        return value == null ? this : add(name, value.toString());
    }

    List<String> list() {
        return arguments;
    }
}
