package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What drives an agent. A runner that has no adapter for a type denies its attempts. */
public enum AgentType {
    /** Runs an argument list as a process; exit code 0 is success. */
    @JsonProperty("command")
    COMMAND,
    /** Plays a {@link FakeScript}: for demos, tests and benchmarks. Starts no process. */
    @JsonProperty("fake")
    FAKE,
    /** Claude Code. */
    @JsonProperty("claude_code")
    CLAUDE_CODE,
    /** Codex. */
    @JsonProperty("codex")
    CODEX,
    /** aider. */
    @JsonProperty("aider")
    AIDER,
    /** Cursor's agent. */
    @JsonProperty("cursor")
    CURSOR,
    /** pi. */
    @JsonProperty("pi")
    PI,
    /** A service that is called over HTTP. */
    @JsonProperty("http")
    HTTP;

    /** Whether it is a program that works with a model and tools, so that an {@link AgentProfile} means something to it. */
    public boolean isCodingAgent() {
        return switch (this) {
            case CLAUDE_CODE, CODEX, AIDER, CURSOR, PI -> true;
            case COMMAND, FAKE, HTTP -> false;
        };
    }
}
