package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when a budget is used up: no further attempt fits into it. */
public enum OnExceed {
    /** The run pauses; it goes on when the budget is raised. */
    @JsonProperty("pause")
    PAUSE,
    /** The run, or the step whose budget it is, fails. Attempts of the run that are in flight are stopped. */
    @JsonProperty("fail")
    FAIL,
    /** The run pauses, and somebody is told with an event of its own. */
    @JsonProperty("escalate")
    ESCALATE
}
