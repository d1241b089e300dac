package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows the words with which programs, providers and git say why an agent could not work. */
public final class FaultWords {
    private record Words(AgentFault fault, Pattern pattern) {}

    /** The more particular first: a provider that is overloaded may be reported as a connection that failed. */
    private static final List<Words> KNOWN = List.of(
            words(
                    AgentFault.BAD_CREDENTIALS,
                    "not logged in|please run /login|/login to log in|invalid (api|x-api)[ -]?key|incorrect api key"
                            + "|no api key|authentication[ _]?(error|failed)|AuthenticationError|unauthorized|\\b401\\b"
                            + "|token (has )?expired|credit balance is too low"),
            words(
                    AgentFault.RATE_LIMITED,
                    "rate[ _-]?limit|RateLimitError|too many requests|\\b429\\b|overloaded|\\b529\\b"
                            + "|usage limit reached|hit your (usage )?limit|insufficient_quota|exceeded your current quota"),
            words(
                    AgentFault.LOCK_CONTENTION,
                    "index\\.lock|another git process|could not lock|unable to lock|database is locked"),
            words(
                    AgentFault.UNREACHABLE,
                    "ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|APIConnectionError|connection (error|refused|reset)"
                            + "|failed to lookup address|stream disconnected|error sending request|fetch failed|unable to connect"));

    private FaultWords() {}

    /** Null when the text has none of the words. */
    public static @Nullable AgentFault faultIn(String text) {
        return KNOWN.stream()
                .filter(words -> words.pattern.matcher(text).find())
                .map(Words::fault)
                .findFirst()
                .orElse(null);
    }

    private static Words words(AgentFault fault, String pattern) {
        return new Words(fault, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }
}
