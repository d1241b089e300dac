package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code coordinator}: what the engine can do becomes limits of the run, the other rules are kept. */
final class CoordinatorSection {
    private static final List<String> STRATEGIES = List.of("sequential", "parallel", "pipeline", "adaptive");
    private static final List<String> RULES = List.of(
            "type",
            "mode",
            "supervisor",
            "heartbeat_interval",
            "heartbeat_interval_seconds",
            "failover",
            "auto_approve_threshold",
            "governance_policy",
            "scope");
    private static final List<String> LIMITS = List.of(
            "max_tasks_per_plan",
            "max_delegation_depth",
            "max_plan_versions",
            "allowed_capabilities",
            "max_plan_duration_hours",
            "max_task_wait_hours",
            "checkpoint_timeout_hours",
            "require_progress_every_minutes",
            "requires_plan_review",
            "requires_replan_review",
            "auto_escalate_after_failures",
            "require_human_for_capabilities",
            "memory_limits");
    private static final String GUARDRAILS = "coordinator.guardrails";

    private final Kept notEnforced;
    private final Limits limits;
    private final Problems problems;

    CoordinatorSection(Limits limits, Kept notEnforced, Problems problems) {
        this.limits = limits;
        this.notEnforced = notEnforced;
        this.problems = problems;
    }

    void read(Section coordinator) {
        for (String key : List.of("id", "agent", "role", "metadata")) {
            coordinator.value(key);
        }
        coordinator.oneOrMore("agents", "[writer, editor]");
        strategy(coordinator);
        RULES.forEach(key -> notEnforced.keep("coordinator." + key, coordinator, key));
        guardrails(coordinator);
        coordinator.reportUnknownKeys();
    }

    private void strategy(Section coordinator) {
        @Nullable String strategy = Choice.of(coordinator, "strategy", STRATEGIES);
        if ("sequential".equals(strategy)) {
            limits.atMostInParallel(1);
        } else if (strategy != null && !strategy.equals("parallel")) {
            notEnforced.keep("coordinator.strategy", coordinator, "strategy");
        }
    }

    private void guardrails(Section coordinator) {
        Value value = coordinator.value("guardrails");
        switch (value) {
            case null -> {}
            case Value.Fields fields -> limits(new Section(fields, "'guardrails'", problems));
            case Value.Items items -> {
                for (int at = 0; at < items.items().size(); at++) {
                    guardrail(GUARDRAILS + "[" + at + "]", items.items().get(at));
                }
            }
            default ->
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "'guardrails' must be a list of guardrails or a mapping of limits, not " + value.kind());
        }
    }

    private void guardrail(String path, Value value) {
        switch (value) {
            case Value.Text name -> notEnforced.keep(path, name);
            case Value.Fields fields -> guardrail(path, fields, new Section(fields, "a guardrail", problems));
            default ->
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "a guardrail must be a mapping with a 'type', not " + value.kind());
        }
    }

    private void guardrail(String path, Value.Fields fields, Section section) {
        @Nullable Mention type = section.mention("type");
        if (type == null) {
            if (!section.has("type")) {
                problems.error(InputProblemCode.KEY_MISSING, section.place(), "a guardrail needs a 'type'");
            }
            return;
        }
        switch (type.text()) {
            case "timeout" -> timeout(section);
            case "budget" -> money(section);
            case "approval" -> {
                section.oneOrMore("require_for", "[deploy]");
                section.wholeNumber("min_approvals", 1, Integer.MAX_VALUE);
                notEnforced.keep(path, fields);
            }
            default -> section.invalid("type", "must be budget, timeout or approval, not '" + type.text() + "'");
        }
        section.reportUnknownKeys();
    }

    private void money(Section section) {
        @Nullable BigDecimal most = section.amount("max_cost_usd");
        if (most != null) {
            limits.atMost(most);
        } else if (!section.has("max_cost_usd")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "a budget needs 'max_cost_usd'");
        }
    }

    /** Escalating pauses as well, so the two words that say so mean the same. */
    private void onExceed(Section guardrails) {
        @Nullable
        String choice = Choice.of(guardrails, "on_exceed", List.of("pause", "escalate", "pause_and_escalate", "fail"));
        if (choice != null) {
            limits.onExceed(
                    switch (choice) {
                        case "fail" -> OnExceed.FAIL;
                        case "pause" -> OnExceed.PAUSE;
                        default -> OnExceed.ESCALATE;
                    });
        }
    }

    private void timeout(Section section) {
        @Nullable Long seconds = section.wholeNumber("max_seconds", 1L, Limits.LONGEST.toSeconds());
        if (seconds != null) {
            limits.atMost(Duration.ofSeconds(seconds));
        } else if (!section.has("max_seconds")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "a timeout needs 'max_seconds'");
        }
    }

    private void limits(Section guardrails) {
        @Nullable Integer parallel = guardrails.wholeNumber("max_concurrent_tasks", 1, Limits.MOST_PARALLEL);
        if (parallel != null) {
            limits.atMostInParallel(parallel);
        }
        @Nullable BigDecimal most = guardrails.amount("max_budget_usd");
        if (most != null) {
            limits.atMost(most);
        }
        @Nullable Integer warnAt = guardrails.wholeNumber("warn_at_percentage", 1, 100);
        if (warnAt != null) {
            limits.warnAt(warnAt);
        }
        onExceed(guardrails);
        LIMITS.forEach(key -> notEnforced.keep(GUARDRAILS + "." + key, guardrails, key));
        guardrails.reportUnknownKeys();
    }
}
