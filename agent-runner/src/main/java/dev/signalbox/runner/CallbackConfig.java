package dev.signalbox.runner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the processes of attempts get to submit runs of their own with. */
@ConfigMapping(prefix = "signalbox.callback")
public interface CallbackConfig {
    /** The door as the processes of attempts reach it; they find it as {@code SIGNALBOX_URL}. They get none when it is not set. */
    Optional<String> url();

    /**
     * Signs the tokens of attempts; admission checks them with the same secret. At least 16 characters, and not for the command line.
     * Without it attempts get no token, and cannot submit child runs.
     */
    Optional<String> secret();

    /** The longest that a token holds; never longer than the timeout of its attempt. */
    @WithDefault("12h")
    Duration tokenTime();
}
