package dev.signalbox.definitions.format;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.List;

/** Reads what a workstream says that is checked for its form and kept: data, and rules that nobody enforces yet. */
final class WorkstreamRules {
    private static final List<String> DATA = List.of(
            "openspec_change",
            "ccpm_issue",
            "gate",
            "capability",
            "conflict_group",
            "kind",
            "estimated_context_tokens",
            "max_cost_usd",
            "tool",
            "metadata",
            "parallel_ok",
            "capability_payload");
    private static final List<String> RULES = List.of("priority", "test_gates", "compensation_actions");
    private static final List<String> BREAKER_RULES = List.of("max_error_repeats", "oscillation_threshold");
    private static final List<String> KINDS =
            List.of("design", "impl", "test", "docs", "infra", "refactor", "background", "spike");
    private static final List<String> CAPABILITIES =
            List.of("code_generation", "linting", "refactoring", "testing", "version_checking");
    private static final List<String> GATES = List.of("GATE_LINT", "GATE_UNIT", "GATE_INTEGRATION", "GATE_SECURITY");

    private final Section workstream;
    private final Problems problems;

    WorkstreamRules(Section workstream, Problems problems) {
        this.workstream = workstream;
        this.problems = problems;
    }

    void read(Kept carried, Kept notEnforced) {
        workstream.mention("openspec_change");
        workstream.mention("ccpm_issue");
        workstream.wholeNumber("gate", 1, Integer.MAX_VALUE);
        Choice.of(workstream, "capability", CAPABILITIES);
        Choice.of(workstream, "kind", KINDS);
        Choice.of(workstream, "priority", List.of("foreground", "background"));
        workstream.items("compensation_actions", "a list, for example [\"git revert HEAD\"]");
        workstream.items("test_gates", "a list of gates").forEach(this::gate);
        workstream.section("metadata", "'metadata'");
        DATA.forEach(key -> carried.keep(key, workstream, key));
        RULES.forEach(key -> notEnforced.keep(key, workstream, key));
        workstream
                .section("circuit_breaker", "'circuit_breaker'")
                .ifPresent(breaker -> BREAKER_RULES.forEach(key -> {
                    breaker.wholeNumber(key, 0, Integer.MAX_VALUE);
                    notEnforced.keep("circuit_breaker." + key, breaker, key);
                }));
        carried.keepOwnEntries(workstream);
    }

    private void gate(Value value) {
        if (!(value instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    value.place(),
                    "a test gate must be a mapping with a 'type', not " + value.kind());
            return;
        }
        Section gate = new Section(fields, "a test gate", problems);
        if (Choice.of(gate, "type", GATES) == null && !gate.has("type")) {
            problems.error(InputProblemCode.KEY_MISSING, gate.place(), "a test gate needs a 'type'");
        }
        gate.truth("required");
        gate.truth("blocking");
        gate.reportUnknownKeys();
    }
}
