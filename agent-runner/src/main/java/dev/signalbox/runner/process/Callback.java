package dev.signalbox.runner.process;

import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.attempt.StartAttempt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the process of an attempt gets to submit runs of its own with: where the door is, and a token that proves the attempt and ends by
 * itself. Whatever is not configured is not handed out. Its text never shows the secret.
 */
public final class Callback {
    static final String URL = "SIGNALBOX_URL";
    public static final String TOKEN = "SIGNALBOX_TOKEN";

    private final Optional<String> url;
    private final Optional<String> secret;
    private final Duration tokenTime;

    /**
     * @param tokenTime the longest that a token holds
     * @throws IllegalArgumentException with a sentence that names the key, when a value is of no use
     */
    public Callback(Optional<String> url, Optional<String> secret, Duration tokenTime) {
        require(
                url.map(Callback::isAddress).orElse(true),
                "signalbox.callback.url must be an http or https address, for example http://127.0.0.1:8080");
        require(
                secret.map(AttemptToken::isSecret).orElse(true),
                "signalbox.callback.secret must have at least 16 characters");
        require(tokenTime.compareTo(Duration.ofSeconds(1)) >= 0, "signalbox.callback.token-time must be at least 1s");
        this.url = url;
        this.secret = secret;
        this.tokenTime = tokenTime;
    }

    /** The variables for the process of an attempt that begins now. */
    public Map<String, String> variables(StartAttempt start, Instant now) {
        Map<String, String> variables = new TreeMap<>();
        url.ifPresent(address -> variables.put(URL, address));
        secret.ifPresent(key -> variables.put(
                TOKEN, new AttemptToken(start.attempt(), start.depth(), now.plus(timeOf(start))).sign(key)));
        return variables;
    }

    private Duration timeOf(StartAttempt start) {
        Duration timeout = start.timeout();
        return timeout == null || timeout.compareTo(tokenTime) > 0 ? tokenTime : timeout;
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
