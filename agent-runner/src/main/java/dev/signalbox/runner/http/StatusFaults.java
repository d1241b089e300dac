package dev.signalbox.runner.http;

import dev.signalbox.contracts.attempt.AgentFault;
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
}
