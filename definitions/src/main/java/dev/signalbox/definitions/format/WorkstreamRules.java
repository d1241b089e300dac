package dev.signalbox.definitions.format;

import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Section;
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
    private static final List<String> RULES = List.of("priority", "compensation_actions");
    private static final List<String> KINDS =
            List.of("design", "impl", "test", "docs", "infra", "refactor", "background", "spike");
    private static final List<String> CAPABILITIES =
            List.of("code_generation", "linting", "refactoring", "testing", "version_checking");

    private final Section workstream;

    WorkstreamRules(Section workstream) {
        this.workstream = workstream;
    }

    void read(Kept carried, Kept notEnforced) {
        workstream.mention("openspec_change");
        workstream.mention("ccpm_issue");
        workstream.wholeNumber("gate", 1, Integer.MAX_VALUE);
        Choice.of(workstream, "capability", CAPABILITIES);
        Choice.of(workstream, "kind", KINDS);
        Choice.of(workstream, "priority", List.of("foreground", "background"));
        workstream.items("compensation_actions", "a list, for example [\"git revert HEAD\"]");
        workstream.section("metadata", "'metadata'");
        DATA.forEach(key -> carried.keep(key, workstream, key));
        RULES.forEach(key -> notEnforced.keep(key, workstream, key));
        carried.keepOwnEntries(workstream);
    }
}
