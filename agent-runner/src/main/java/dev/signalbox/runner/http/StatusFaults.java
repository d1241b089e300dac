package dev.signalbox.runner.http;

import dev.signalbox.contracts.attempt.AgentFault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the status codes of HTTP say of a service that does not work. */
public final class StatusFaults {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OVERLOADED = 529;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final long MOST_SECONDS = 24L * 60 * 60;

    private StatusFaults() {}

    /** What kept the service from working; null when the code does not tell. */
    public static @Nullable AgentFault of(int status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> AgentFault.BAD_CREDENTIALS;
            case TOO_MANY_REQUESTS, OVERLOADED -> AgentFault.RATE_LIMITED;
            case BAD_GATEWAY, UNAVAILABLE, GATEWAY_TIMEOUT -> AgentFault.UNREACHABLE;
            default -> null;
        };
    }

    /** Whether asking the same again later may be answered. */
    public static boolean mayPass(int status) {
        AgentFault fault = of(status);
        return fault == AgentFault.RATE_LIMITED || fault == AgentFault.UNREACHABLE;
    }

    /** How long a service asks to be left alone, by its header {@code Retry-After} in seconds; dates are not read. */
    public static Optional<Duration> retryAfter(@Nullable String header) {
        OptionalLong seconds = header == null ? OptionalLong.empty() : number(header.strip());
        return seconds.isPresent()
                ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), MOST_SECONDS)))
                : Optional.empty();
    }

    private static OptionalLong number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(Character::isDigit);
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
