package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What drives an agent: {@code command}, {@code fake}, {@code claude_code}, {@code codex}, {@code aider}, {@code cursor}, {@code pi},
 * {@code http}, or a type that a runner brings of its own. Small letters, digits and {@code _}, at most 50 characters. A runner that has no
 * adapter for a type denies its attempts.
 */
public record AgentType(@JsonValue String value) implements Comparable<AgentType> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    /** Runs an argument list as a process; exit code 0 is success. */
    public static final AgentType COMMAND = new AgentType("command");
    /** Plays a {@link FakeScript}: for demos, tests and benchmarks. Starts no process. */
    public static final AgentType FAKE = new AgentType("fake");
    /** Claude Code. */
    public static final AgentType CLAUDE_CODE = new AgentType("claude_code");
    /** Codex. */
    public static final AgentType CODEX = new AgentType("codex");
    /** aider. */
    public static final AgentType AIDER = new AgentType("aider");
    /** Cursor's agent. */
    public static final AgentType CURSOR = new AgentType("cursor");
    /** pi. */
    public static final AgentType PI = new AgentType("pi");
    /** A service that is called over HTTP. */
    public static final AgentType HTTP = new AgentType("http");

    /** Those that every runner has an adapter for. */
    public static final List<AgentType> BUILT_IN = List.of(COMMAND, FAKE, CLAUDE_CODE, CODEX, AIDER, CURSOR, PI, HTTP);

    private static final Set<AgentType> WITHOUT_PROFILE = Set.of(COMMAND, FAKE, HTTP);

    @JsonCreator
    public AgentType {
        if (!isName(value)) {
            throw new IllegalArgumentException("not a valid AgentType: '" + value + "'");
        }
    }

    /** Whether a type can have this name. */
    public static boolean isName(String name) {
        return FORM.matcher(name).matches();
    }

    /** Whether every runner has an adapter for it. */
    public boolean isBuiltIn() {
        return BUILT_IN.contains(this);
    }

    /** Whether an {@link AgentProfile} may mean something to it. */
    public boolean takesProfile() {
        return !WITHOUT_PROFILE.contains(this);
    }

    @Override
    public int compareTo(AgentType other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
