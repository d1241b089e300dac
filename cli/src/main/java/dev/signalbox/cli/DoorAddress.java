package dev.signalbox.cli;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the door is: what was asked for, else what the environment says, else this directory's stack, else the usual port. */
final class DoorAddress {
    static final String VARIABLE = "SIGNALBOX_URL";
    static final URI USUAL = URI.create("http://127.0.0.1:8080");

    private DoorAddress() {}

    static URI find(@Nullable String option, String variable, Supplier<Optional<URI>> stack) {
        if (option != null) {
            return parse(option, "--url");
        }
        return variable.isBlank() ? stack.get().orElse(USUAL) : parse(variable, VARIABLE);
    }

    private static URI parse(String text, String where) {
        try {
            URI address = URI.create(text.strip());
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the same words.
        }
        throw new Failure(
                ExitCode.WRONG_USAGE,
                "%s is not an http or https address: '%s'. For example: %s".formatted(where, text, USUAL));
    }
}
