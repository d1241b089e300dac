package dev.signalbox.cli;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.event.RunStatus;

/** What the command's exit code says. The numbers are a promise to scripts. */
public enum ExitCode {
    DONE(0, "done; with --wait: the run succeeded"),
    RUN_FAILED(
            1,
            "the run failed; with plan --fail-on-conflict: steps may have to wait for each other; doctor: something is missing;"
                    + " worktrees clean: more is left than may be"),
    WRONG_USAGE(
            2,
            "wrong usage, an invalid definition (validate: one at least), or a run, step or agent that does not exist"),
    DENIED(
            3,
            "denied by admission: a limit is reached, the circuit breaker is open, or the idempotency key belongs to another request"),
    UNREACHABLE(4, "the service, or something it needs, cannot be reached"),
    UNEXPECTED(5, "something unexpected happened, or the stack cannot start"),
    RUN_CANCELLED(6, "the run was cancelled"),
    RUN_TIMED_OUT(7, "the run took longer than it may"),
    INTERRUPTED(130, "interrupted by Ctrl-C; a run that was waited for goes on");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /** The code of a run that has ended. */
    public static ExitCode of(RunStatus ended) {
        return switch (ended) {
            case SUCCEEDED -> DONE;
            case FAILED -> RUN_FAILED;
            case CANCELLED -> RUN_CANCELLED;
            case TIMED_OUT -> RUN_TIMED_OUT;
            case QUEUED, RUNNING, PAUSED, CANCELLING -> throw new IllegalArgumentException("a run that is " + ended);
        };
    }

    public static ExitCode of(ProblemCode refusal) {
        return switch (refusal) {
            case DEFINITION_INVALID,
                    DEFINITION_UNREADABLE,
                    DEFINITION_TOO_LARGE,
                    FORMAT_UNKNOWN,
                    REQUEST_INVALID,
                    RUN_NOT_FOUND,
                    STEP_NOT_FOUND,
                    AGENT_NOT_FOUND,
                    RUN_ALREADY_ENDED -> WRONG_USAGE;
            case IDEMPOTENCY_KEY_REUSED,
                    RUN_CAP_REACHED,
                    WORKSPACE_RUN_CAP_REACHED,
                    SLOT_CAP_REACHED,
                    DEPTH_EXCEEDED,
                    CLAIM_OVERRIDE_FORBIDDEN,
                    QUEUE_FULL,
                    CIRCUIT_OPEN,
                    CIRCUIT_OPEN_HOST_PRESSURE,
                    CIRCUIT_OPEN_CALL_RESULT_GAP,
                    TOKEN_INVALID,
                    CHILD_RUNS_DISABLED,
                    PARENT_ENDED,
                    SCOPE_EXCEEDED -> DENIED;
            case ADMISSION_REBUILDING, STATE_ERROR, LOG_UNAVAILABLE, HISTORY_UNAVAILABLE, REGISTRY_REBUILDING ->
                UNREACHABLE;
            case NOT_FOUND, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE, INTERNAL_ERROR -> UNEXPECTED;
        };
    }
}
