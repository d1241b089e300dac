package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The adapters an agent runner has. */
public enum AgentType {
    /** Runs an argument list as a process; exit code 0 is success. */
    @JsonProperty("command")
    COMMAND,
    /** Plays a {@link FakeScript}: for demos, tests and benchmarks. Starts no process. */
    @JsonProperty("fake")
    FAKE
}
