package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The stable codes of every error the API answers with. {@code docs/problems.md} has a section for each. */
public enum ProblemCode {
    /** The definition cannot be run as it is; every problem is listed with its place. */
    @JsonProperty("DEFINITION_INVALID")
    DEFINITION_INVALID(400, "The definition has errors"),
    /** The text could not be parsed. */
    @JsonProperty("DEFINITION_UNREADABLE")
    DEFINITION_UNREADABLE(400, "The definition is not valid YAML or JSON"),
    /** The definition is larger than the configured limit. */
    @JsonProperty("DEFINITION_TOO_LARGE")
    DEFINITION_TOO_LARGE(413, "The definition is too large"),
    /** No input format fits the content. */
    @JsonProperty("FORMAT_UNKNOWN")
    FORMAT_UNKNOWN(400, "The format of the definition was not recognised"),
    /** A parameter or the body of the request is wrong. */
    @JsonProperty("REQUEST_INVALID")
    REQUEST_INVALID(400, "The request is not valid"),
    /** The same key was used before with a different body. */
    @JsonProperty("IDEMPOTENCY_KEY_REUSED")
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    /** The cap on live runs is reached. */
    @JsonProperty("RUN_CAP_REACHED")
    RUN_CAP_REACHED(429, "Too many runs are live"),
    /** The cap on live runs of the workspace is reached. */
    @JsonProperty("WORKSPACE_RUN_CAP_REACHED")
    WORKSPACE_RUN_CAP_REACHED(429, "Too many runs of this workspace are live"),
    /** The request asks for more steps at once than there are slots. */
    @JsonProperty("SLOT_CAP_REACHED")
    SLOT_CAP_REACHED(422, "More is asked for at once than there are slots"),
    /** The run would stand deeper below a root run than is allowed. */
    @JsonProperty("DEPTH_EXCEEDED")
    DEPTH_EXCEEDED(422, "The run would stand too deep"),
    /** As many runs wait for a place as may. */
    @JsonProperty("QUEUE_FULL")
    QUEUE_FULL(429, "Too many runs are waiting"),
    /** The circuit breaker is open, for a failing dependency or because a person opened it. */
    @JsonProperty("CIRCUIT_OPEN")
    CIRCUIT_OPEN(503, "The circuit breaker is open"),
    /** The circuit breaker is open because a machine that runs agents is short of something. */
    @JsonProperty("CIRCUIT_OPEN_HOST_PRESSURE")
    CIRCUIT_OPEN_HOST_PRESSURE(503, "The circuit breaker is open: a machine is under pressure"),
    /** The circuit breaker is open because far more attempts have started than ended. */
    @JsonProperty("CIRCUIT_OPEN_CALL_RESULT_GAP")
    CIRCUIT_OPEN_CALL_RESULT_GAP(503, "The circuit breaker is open: attempts do not end"),
    /** The token of the request does not prove an attempt. */
    @JsonProperty("TOKEN_INVALID")
    TOKEN_INVALID(401, "The token is not valid"),
    /** No secret is configured that tokens of attempts could be checked with. */
    @JsonProperty("CHILD_RUNS_DISABLED")
    CHILD_RUNS_DISABLED(403, "Attempts cannot submit runs here"),
    /** The run that the token belongs to is over. */
    @JsonProperty("PARENT_ENDED")
    PARENT_ENDED(409, "The parent run has ended"),
    /** The run would reach beyond what the attempt that asks for it may do. */
    @JsonProperty("SCOPE_EXCEEDED")
    SCOPE_EXCEEDED(403, "The run would reach beyond its parent"),
    /** Redis had lost its data; nothing is admitted until it is rebuilt from the log. */
    @JsonProperty("ADMISSION_REBUILDING")
    ADMISSION_REBUILDING(503, "Admission is rebuilding its leases"),
    /** Redis does not answer; nothing is admitted until it does. */
    @JsonProperty("STATE_ERROR")
    STATE_ERROR(503, "Admission cannot reach its state"),
    /** Kafka does not acknowledge; nothing was accepted. */
    @JsonProperty("LOG_UNAVAILABLE")
    LOG_UNAVAILABLE(503, "The log cannot be written"),
    /** The event log or its database does not answer; runs go on. */
    @JsonProperty("HISTORY_UNAVAILABLE")
    HISTORY_UNAVAILABLE(503, "The history cannot be read"),
    /** No run has this id. */
    @JsonProperty("RUN_NOT_FOUND")
    RUN_NOT_FOUND(404, "There is no such run"),
    /** The run has no step of this id. */
    @JsonProperty("STEP_NOT_FOUND")
    STEP_NOT_FOUND(404, "There is no such step"),
    /** The registry of the workspace has no agent of this id. */
    @JsonProperty("AGENT_NOT_FOUND")
    AGENT_NOT_FOUND(404, "There is no such agent"),
    /** It is not known yet which agents and runners there are. */
    @JsonProperty("REGISTRY_REBUILDING")
    REGISTRY_REBUILDING(503, "The registry of agents is being read"),
    /** It cannot be changed any more. */
    @JsonProperty("RUN_ALREADY_ENDED")
    RUN_ALREADY_ENDED(409, "The run has ended"),
    /** No resource has this path. */
    @JsonProperty("NOT_FOUND")
    NOT_FOUND(404, "There is nothing here"),
    /** The path exists but not for this method. */
    @JsonProperty("METHOD_NOT_ALLOWED")
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** The body has a content type that is not read here. */
    @JsonProperty("UNSUPPORTED_MEDIA_TYPE")
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
    /** An unexpected error; the trace id names it in the log. */
    @JsonProperty("INTERNAL_ERROR")
    INTERNAL_ERROR(500, "Something went wrong here");

    private final int httpStatus;
    private final String title;

    ProblemCode(int httpStatus, String title) {
        this.httpStatus = httpStatus;
        this.title = title;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public String title() {
        return title;
    }
}
