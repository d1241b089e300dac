package dev.signalbox.runner.coding.adapter;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.spec.ResourceLimits;
import org.jspecify.annotations.Nullable;

/**
 * A way for a coding agent to behave badly, as a shell script, and what must become of its attempt. In the scripts {@code begin},
 * {@code work ID} and {@code result} print what Claude Code prints, {@code say} prints a line, and {@code $SLEEPER} is a program that
 * sleeps so long as is said and can be recognised.
 */
enum Misbehaviour {
    HANGS_BEFORE_ITS_FIRST_WORD("$SLEEPER 1000", AttemptOutcome.TIMED_OUT),
    HANGS_IN_THE_MIDDLE("begin; work m1; $SLEEPER 1000", AttemptOutcome.TIMED_OUT, "I work."),
    HANGS_AFTER_ITS_RESULT("begin; result; $SLEEPER 1000", AttemptOutcome.TIMED_OUT, "All done."),
    IGNORES_TERM("trap '' TERM; begin; while :; do $SLEEPER 0.2; done", AttemptOutcome.TIMED_OUT),
    LETS_ITS_CHILDREN_IGNORE_TERM(
            "(trap '' TERM; while :; do $SLEEPER 0.2; done) & setsid sh -c \"trap '' TERM; while :; do $SLEEPER 0.2; done\" &"
                    + " begin; wait",
            AttemptOutcome.TIMED_OUT),
    FORKS_WITHOUT_END(
            "begin; bomb() { ($SLEEPER 0.1; bomb) & ($SLEEPER 0.1; bomb) & $SLEEPER 2; }; bomb; $SLEEPER 1000",
            AttemptOutcome.FAILED,
            AgentFault.TOO_MANY_PROCESSES,
            new ResourceLimits(null, 40, null, false)),
    USES_MEMORY_WITHOUT_END(
            "begin; head -c 2000000000 /dev/zero | tail -n 1; result",
            AttemptOutcome.FAILED,
            AgentFault.OUT_OF_MEMORY,
            ResourceLimits.ofMemory(64L << 20)),
    LEAVES_CHILDREN("$SLEEPER 1000 & result", AttemptOutcome.SUCCEEDED),
    LEAVES_A_SESSION("setsid $SLEEPER 1000 & result", AttemptOutcome.SUCCEEDED),
    BECOMES_A_DAEMON(
            "setsid sh -c '(exec setsid $SLEEPER 1000 < /dev/null > /dev/null 2>&1 &)' & wait; result",
            AttemptOutcome.SUCCEEDED),
    BECOMES_A_DAEMON_WITHOUT_ITS_ENVIRONMENT(
            "setsid sh -c '(exec setsid env -i $SLEEPER 1000 < /dev/null > /dev/null 2>&1 &)' & wait; result",
            AttemptOutcome.SUCCEEDED),
    FLOODS_STDOUT_IN_ONE_LINE("begin; head -c 60000000 /dev/zero | tr '\\0' x; echo; result", AttemptOutcome.SUCCEEDED),
    FLOODS_STDERR("begin; head -c 60000000 /dev/zero | tr '\\0' x >&2; result", AttemptOutcome.SUCCEEDED),
    CLOSES_STDOUT_WITHOUT_A_RESULT(
            "begin; exec >&-; $SLEEPER 0.2; exit 0", AttemptOutcome.FAILED, AgentFault.NO_RESULT, null),
    CLOSES_STDOUT_AND_HANGS("begin; result; exec >&- 2>&-; $SLEEPER 1000", AttemptOutcome.TIMED_OUT),
    NEVER_READS_STDIN("exec <&-; begin; result", AttemptOutcome.SUCCEEDED),
    DIES_BEFORE_ITS_FIRST_WORD("kill -KILL $$", AttemptOutcome.FAILED),
    DIES_IN_THE_MIDDLE("begin; work m1; kill -SEGV $$", AttemptOutcome.FAILED),
    DIES_IN_A_LINE("begin; printf '{\"type\":\"result\",\"subtype\":\"succ'; kill -KILL $$", AttemptOutcome.FAILED),
    DIES_AFTER_ITS_RESULT("begin; result; kill -TERM $$", AttemptOutcome.FAILED),
    REPORTS_NEGATIVE_USAGE("begin; negative; result_without_usage", AttemptOutcome.SUCCEEDED),
    IS_RATE_LIMITED(
            "begin; failed 'API Error: 429 rate limit exceeded'", AttemptOutcome.FAILED, AgentFault.RATE_LIMITED, null),
    NEEDS_LOGIN(
            "begin; failed 'Not logged in · Please run /login'",
            AttemptOutcome.FAILED,
            AgentFault.BAD_CREDENTIALS,
            null),
    SAYS_ON_STDERR_THAT_IT_NEEDS_LOGIN(
            "echo 'Invalid API key · Please run /login' >&2; exit 1",
            AttemptOutcome.FAILED,
            AgentFault.BAD_CREDENTIALS,
            null),
    EXITS_WITH_0_AFTER_AN_ERROR("begin; failed 'something broke'; exit 0", AttemptOutcome.FAILED),
    EXITS_WITH_0_WITHOUT_A_RESULT("begin; work m1; exit 0", AttemptOutcome.FAILED, AgentFault.NO_RESULT, null),
    EXITS_BADLY_AFTER_A_GOOD_RESULT("begin; result; exit 3", AttemptOutcome.FAILED),
    TALKS_ON_AFTER_ITS_RESULT("begin; result; say 'one more thing'", AttemptOutcome.SUCCEEDED, "one more thing"),
    PRINTS_HALF_LINES(
            "begin; printf '{\"type\":\"assist'; $SLEEPER 0.2; printf 'ant\",\"message\":{\"content\":[{\"type\":\"text\","
                    + "\"text\":\"whole again\"}]}}\\n'; result",
            AttemptOutcome.SUCCEEDED,
            "whole again"),
    ENDS_WITH_HALF_A_LINE(
            "begin; printf '{\"type\":\"resu'; exit 0", AttemptOutcome.FAILED, AgentFault.NO_RESULT, null),
    PRINTS_WHAT_IS_NO_TEXT("begin; head -c 100000 /dev/urandom; echo; result", AttemptOutcome.SUCCEEDED);

    final String script;
    final AttemptOutcome outcome;
    final @Nullable AgentFault fault;
    final @Nullable ResourceLimits limits;
    final @Nullable String printed;

    Misbehaviour(String script, AttemptOutcome outcome) {
        this(script, outcome, null, null, null);
    }

    Misbehaviour(String script, AttemptOutcome outcome, String printed) {
        this(script, outcome, null, null, printed);
    }

    Misbehaviour(String script, AttemptOutcome outcome, @Nullable AgentFault fault, @Nullable ResourceLimits limits) {
        this(script, outcome, fault, limits, null);
    }

    Misbehaviour(
            String script,
            AttemptOutcome outcome,
            @Nullable AgentFault fault,
            @Nullable ResourceLimits limits,
            @Nullable String printed) {
        this.script = script;
        this.outcome = outcome;
        this.fault = fault;
        this.limits = limits;
        this.printed = printed;
    }

    /** Whether only a control group knows what it leaves: it has neither session, parent nor mark of the attempt. */
    boolean hidesFromAllButAGroup() {
        return this == BECOMES_A_DAEMON_WITHOUT_ITS_ENVIRONMENT;
    }
}
