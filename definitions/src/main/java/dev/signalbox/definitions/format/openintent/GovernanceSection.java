package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Section;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code governance}: the limits of time and money count for the run, the other rules are kept. */
final class GovernanceSection {
    private static final BigDecimal SECONDS_IN_AN_HOUR = BigDecimal.valueOf(3_600);
    private static final String TIMEOUT = "timeout_hours";
    private static final List<String> KEPT = List.of(
            "require_approval",
            "escalation",
            "access_review",
            "audit_access_events",
            "completion_mode",
            "quorum_threshold",
            "write_scope",
            "allowed_agents",
            "max_cost",
            "require_status_reason");

    private final Limits limits;
    private final Kept notEnforced;

    GovernanceSection(Limits limits, Kept notEnforced) {
        this.limits = limits;
        this.notEnforced = notEnforced;
    }

    void read(Section governance) {
        governance.section("require_approval", "'require_approval'").ifPresent(GovernanceSection::requireApproval);
        @Nullable BigDecimal most = governance.amount("max_cost_usd");
        if (most != null) {
            limits.atMost(most);
        }
        governance.section("escalation", "'escalation'").ifPresent(GovernanceSection::escalation);
        governance.section("access_review", "'access_review'").ifPresent(GovernanceSection::accessReview);
        governance.truth("audit_access_events");
        Choice.of(governance, "completion_mode", List.of("auto", "require_approval", "quorum"));
        Choice.of(governance, "write_scope", List.of("any", "assigned_only"));
        governance.oneOrMore("allowed_agents", "[writer, editor]");
        governance.amount("quorum_threshold");
        governance.amount("max_cost");
        governance.truth("require_status_reason");
        timeout(governance);
        KEPT.forEach(key -> notEnforced.keep("governance." + key, governance, key));
        governance.reportUnknownKeys();
    }

    private void timeout(Section governance) {
        @Nullable BigDecimal hours = governance.amount(TIMEOUT);
        if (hours == null) {
            return;
        }
        BigDecimal seconds = hours.multiply(SECONDS_IN_AN_HOUR);
        if (seconds.compareTo(BigDecimal.ONE) < 0
                || seconds.compareTo(BigDecimal.valueOf(Limits.LONGEST.toSeconds())) > 0) {
            governance.invalid(TIMEOUT, "must be from a second to ten years");
            return;
        }
        limits.atMost(
                Duration.ofSeconds(seconds.setScale(0, RoundingMode.HALF_UP).longValueExact()));
    }

    private static void requireApproval(Section approval) {
        approval.value("when");
        approval.oneOrMore("approvers", "[legal]");
        approval.amount("timeout_hours");
        Choice.of(approval, "on_timeout", List.of("escalate", "abort", "proceed"));
        approval.reportUnknownKeys();
    }

    private static void escalation(Section escalation) {
        escalation.mention("contact");
        escalation.amount("after_hours");
        escalation.reportUnknownKeys();
    }

    private static void accessReview(Section review) {
        Choice.of(review, "on_request", List.of("approve", "deny", "defer"));
        review.oneOrMore("approvers", "[legal]");
        review.amount("timeout_hours");
        review.reportUnknownKeys();
    }
}
