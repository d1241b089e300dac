package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose budget it is. An attempt spends from the budgets of its step, its run, the attempt that asked for its run, and its workspace. */
public enum BudgetScope {
    @JsonProperty("workspace")
    WORKSPACE,
    /** What the workspace may spend on a day. */
    @JsonProperty("workspace_day")
    WORKSPACE_DAY,
    @JsonProperty("run")
    RUN,
    @JsonProperty("step")
    STEP
}
