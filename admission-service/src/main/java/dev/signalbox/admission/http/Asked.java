package dev.signalbox.admission.http;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What every request has that asks the scheduler for something: who asks, and a body that may be missing. */
public class Asked {
    static final String ACTOR = "Signalbox-Actor";
    private static final String NOBODY_IN_PARTICULAR = "anonymous";
    private static final int LONGEST_ACTOR = 200;
    private static final int LONGEST_REASON = 1_000;

    @Parameter(description = "Who asks; kept in the history")
    @HeaderParam(ACTOR)
    @Nullable
    String actor;

    @Parameter(hidden = true)
    @HeaderParam(HttpHeaders.CONTENT_TYPE)
    @Nullable
    String contentType;

    /** Who asks, by the header. */
    String who() throws InvalidRequest {
        return actor(actor);
    }

    /** The body; empty when there is none. */
    byte[] content(InputStream body, AdmissionConfig config) throws InvalidRequest {
        byte[] content = RequestBodies.bytes(body, config.maxRequestSize());
        if (content.length > 0 && !isJson(contentType)) {
            throw new InvalidRequest(Problem.of(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The body, if there is one, must be application/json."));
        }
        return content;
    }

    /** The reason that the body states; empty when it states none. */
    String statedReason(InputStream body, AdmissionConfig config) throws InvalidRequest {
        return reason(RequestBodies.statedReason(content(body, config)).reason());
    }

    /** The reason that somebody states; empty when nobody does. */
    static String reason(@Nullable String stated) throws InvalidRequest {
        return text(stated, "reason", LONGEST_REASON);
    }

    /** Who asks, by the header. */
    static String actor(@Nullable String header) throws InvalidRequest {
        String who = text(header, ACTOR, LONGEST_ACTOR);
        return who.isEmpty() ? NOBODY_IN_PARTICULAR : who;
    }

    private static String text(@Nullable String value, String name, int longest) throws InvalidRequest {
        String text = value == null ? "" : value.strip();
        RequestBodies.require(text.length() <= longest, "'" + name + "' has more than " + longest + " characters.");
        RequestBodies.require(
                text.chars().noneMatch(Character::isISOControl), "'" + name + "' contains a control character.");
        return text;
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(contentType));
    }
}
