package dev.signalbox.admission.http;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.ProblemCode;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Believes who shows the token of an attempt that it acts for that attempt. */
@ApplicationScoped
class Parents {
    private static final String KEY = "signalbox.callback.secret";
    private static final String SCHEME = "Bearer ";

    private final Optional<String> secret;
    private final Clock clock;

    Parents(@ConfigProperty(name = KEY) Optional<String> secret, Clock clock) {
        if (secret.isPresent() && !AttemptToken.isSecret(secret.get())) {
            throw new ConfigurationException(KEY + " must have at least 16 characters.", Set.of(KEY));
        }
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * Whom the request acts for; null when nobody says that one does.
     *
     * @param authorization the header of the request
     */
    @Nullable
    AttemptToken of(@Nullable String authorization) throws InvalidRequest {
        if (authorization == null) {
            return null;
        }
        if (secret.isEmpty()) {
            throw refused(
                    ProblemCode.CHILD_RUNS_DISABLED,
                    "The request carries a token, and no " + KEY + " is configured that it could be checked with.");
        }
        if (!authorization.startsWith(SCHEME)) {
            throw refused(ProblemCode.TOKEN_INVALID, "'Authorization' must be 'Bearer' and the token of an attempt.");
        }
        return AttemptToken.verify(authorization.substring(SCHEME.length()).strip(), secret.get(), clock.instant())
                .orElseThrow(() ->
                        refused(ProblemCode.TOKEN_INVALID, "The token was not signed here, has run out, or is torn."));
    }

    private static InvalidRequest refused(ProblemCode code, String reason) {
        return new InvalidRequest(ProblemAnswers.of(new Deny(code, reason, null)));
    }
}
