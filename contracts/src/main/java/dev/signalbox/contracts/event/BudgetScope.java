package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose budget it is. An attempt spends from the budgets of its step, its run, the attempt that asked for its run, and its workspace. */
public enum BudgetScope {
    @JsonProperty("workspace")
    WORKSPACE,
    @JsonProperty("run")
    RUN,
    @JsonProperty("step")
    STEP
}
