package dev.signalbox.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command knows of the attempt that it is called in: whoever starts it there starts child runs. */
public final class OwnAttempt {
    private static final String TOKEN = "SIGNALBOX_TOKEN";
    private static final String WORKSPACE = "SIGNALBOX_WORKSPACE";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]+");

    private OwnAttempt() {}

    /**
     * The token to show at the door; empty outside an attempt, and for any other door than the one that gave it out.
     *
     * @param url the address that the person asked for; null when it was not asked for
     */
    static Optional<String> token(Console console, @Nullable String url) {
        String token = console.variable(TOKEN).strip();
        if (token.isEmpty()
                || (url != null
                        && !url.strip()
                                .equals(console.variable(DoorAddress.VARIABLE).strip()))) {
            return Optional.empty();
        }
        if (!FORM.matcher(token).matches()) {
            throw new Failure(ExitCode.WRONG_USAGE, TOKEN + " is not a token: unset it, or leave it as it was.");
        }
        return Optional.of(token);
    }

    /** The workspace of the attempt; empty outside an attempt. */
    public static Optional<String> workspace(Console console) {
        String workspace = console.variable(WORKSPACE);
        return console.variable(TOKEN).isBlank() || workspace.isBlank() ? Optional.empty() : Optional.of(workspace);
    }
}
