package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a phase that are checked for their form and kept: when to skip it, leases and permissions; what it may spend is enforced. */
final class PhaseRules {
    private static final List<String> LEVELS = List.of("read", "write", "admin");
    private static final List<String> POLICIES = List.of("open", "restricted", "private");

    private final Section phase;
    private final Problems problems;

    PhaseRules(Section phase, Problems problems) {
        this.phase = phase;
        this.problems = problems;
    }

    /** What the steps of the phase may spend together; null when it does not say. */
    @Nullable
    BudgetRule read(Kept carried, Kept notEnforced) {
        phase.text("skip_when");
        phase.section("leasing", "'leasing'").ifPresent(PhaseRules::leasing);
        Optional<BudgetRule> budget =
                phase.section("cost_tracking", "'cost_tracking'").flatMap(PhaseRules::costTracking);
        carried.keep("cost_tracking", phase, "cost_tracking");
        permissions();
        phase.section("access", "'access'").ifPresent(this::legacyAccess);
        phase.section("delegation", "'delegation'").ifPresent(PhaseRules::legacyDelegation);
        for (String key : List.of("skip_when", "leasing", "permissions", "access", "delegation", "context")) {
            notEnforced.keep(key, phase, key);
        }
        return budget.orElse(null);
    }

    private static void leasing(Section leasing) {
        Choice.of(leasing, "strategy", List.of("global", "per_section", "custom"));
        leasing.text("scope");
        leasing.wholeNumber("ttl_seconds", 1, Integer.MAX_VALUE);
        leasing.truth("wait_for_lock");
        leasing.reportUnknownKeys();
    }

    private static Optional<BudgetRule> costTracking(Section costs) {
        Boolean enabled = costs.truth("enabled");
        BigDecimal most = costs.amount("budget_usd");
        Integer alertAt = costs.wholeNumber("alert_at_percent", 0, 100);
        costs.reportUnknownKeys();
        if (most == null || Boolean.FALSE.equals(enabled)) {
            return Optional.empty();
        }
        int warnAt = alertAt == null ? BudgetRule.DEFAULT_WARN_AT : Math.max(1, alertAt);
        return Optional.of(new BudgetRule(Budget.ofUsd(most), OnExceed.PAUSE, warnAt));
    }

    private void permissions() {
        Value value = phase.value("permissions");
        switch (value) {
            case null -> {}
            case Value.Text text -> Choice.of(phase, "permissions", POLICIES);
            case Value.Items items -> phase.mentions("permissions", "[writer, editor]");
            case Value.Fields fields -> permissions(new Section(fields, "'permissions'", problems));
            default ->
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "'permissions' must be a policy, a list of agents, or a mapping, not " + value.kind());
        }
    }

    private void permissions(Section permissions) {
        Choice.of(permissions, "policy", POLICIES);
        Choice.of(permissions, "default", LEVELS);
        grants(permissions, "allow", "agent", "level");
        permissions.section("delegate", "'delegate'").ifPresent(delegate -> {
            delegate.oneOrMore("to", "[second-writer]");
            Choice.of(delegate, "level", LEVELS);
            delegate.reportUnknownKeys();
        });
        permissions.oneOrMore("context", "[dependencies, peers]");
        permissions.reportUnknownKeys();
    }

    private void legacyAccess(Section access) {
        Choice.of(access, "policy", POLICIES);
        Choice.of(access, "default_permission", LEVELS);
        grants(access, "acl", "principal_id", "permission");
        access.reportUnknownKeys();
    }

    private static void legacyDelegation(Section delegation) {
        delegation.oneOrMore("targets", "[second-writer]");
        delegation.oneOrMore("to", "[second-writer]");
        Choice.of(delegation, "default_permission", LEVELS);
        Choice.of(delegation, "level", LEVELS);
        delegation.truth("enabled");
        delegation.reportUnknownKeys();
    }

    private void grants(Section section, String key, String agentKey, String levelKey) {
        for (Value item : section.items(key, "a list of agents and their levels")) {
            if (item instanceof Value.Fields fields) {
                grant(new Section(fields, "a permission", problems), agentKey, levelKey);
            } else if (!(item instanceof Value.Text)) {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        item.place(),
                        "each of '" + key + "' must be a mapping with '" + agentKey + "' and '" + levelKey + "', not "
                                + item.kind());
            }
        }
    }

    private void grant(Section grant, String agentKey, String levelKey) {
        Mention agent = grant.mention("agent");
        Mention principal = agentKey.equals("agent") ? null : grant.mention(agentKey);
        if (agent == null && principal == null) {
            problems.error(InputProblemCode.KEY_MISSING, grant.place(), "a permission needs an '" + agentKey + "'");
        }
        Choice.of(grant, "level", LEVELS);
        if (!levelKey.equals("level")) {
            Choice.of(grant, levelKey, LEVELS);
            grant.value("principal_type");
        }
        grant.value("expires");
        grant.reportUnknownKeys();
    }
}
