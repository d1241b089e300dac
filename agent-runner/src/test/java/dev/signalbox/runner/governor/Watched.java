package dev.signalbox.runner.governor;

import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.Sight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt that is played to a governor, second by second. */
public final class Watched {
    static final GovernorPolicy POLICY = policy(GovernorMode.WARN, GovernorLimits.NONE, GovernorLimits.NONE);

    final Governor governor;
    final List<GovernorFinding> found = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private Duration printedAt = Duration.ZERO;
    private int calls;

    Watched(GovernorPolicy policy) {
        this(new Governance(policy, WorkSoFar.NONE, WorkSoFar.NONE));
    }

    Watched(Governance governance) {
        this(governance, Sight.CALLS);
    }

    Watched(Governance governance, Sight sight) {
        governor = new Governor(governance, sight);
    }

    public static GovernorPolicy policy(GovernorMode mode, GovernorLimits ofStep, GovernorLimits ofRun) {
        return new GovernorPolicy(
                mode,
                Duration.ofSeconds(75),
                Duration.ofSeconds(180),
                Duration.ofMinutes(15),
                Duration.ofMinutes(30),
                4,
                4,
                3,
                true,
                ofStep,
                ofRun);
    }

    static GovernorPolicy limited(GovernorLimits ofStep) {
        return policy(GovernorMode.WARN, ofStep, GovernorLimits.NONE);
    }

    /** Time passes, second by second, as the runner's clock ticks. */
    Watched pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            found.addAll(governor.tick(now, printedAt));
        }
        return this;
    }

    Watched call(String signature, boolean fails, @Nullable String answer) {
        return begin(signature).pass(1).endLast(fails, answer);
    }

    /** The call that was begun last has ended. */
    Watched endLast(boolean fails, @Nullable String answer) {
        return see(new Observation.CallEnded("call-" + calls, fails, answer));
    }

    Watched call(String signature) {
        return call(signature, false, "the same");
    }

    Watched begin(String signature) {
        calls++;
        return see(new Observation.CallBegun("call-" + calls, signature, signature.startsWith("test")));
    }

    Watched prints() {
        printedAt = now;
        return this;
    }

    Watched see(Observation... seen) {
        found.addAll(governor.observe(List.of(seen), now));
        return this;
    }

    Watched spends(long tokens, String usd) {
        return see(new Observation.Spent(new Usage(tokens, 0, new BigDecimal(usd))));
    }

    List<Trip> trips() {
        return found.stream()
                .filter(GovernorFinding.Tripped.class::isInstance)
                .map(finding -> ((GovernorFinding.Tripped) finding).trip())
                .toList();
    }

    List<Tripwire> touched() {
        return trips().stream().map(Trip::tripwire).toList();
    }

    List<GovernorScore> scores() {
        return found.stream()
                .filter(GovernorFinding.Checked.class::isInstance)
                .map(finding -> ((GovernorFinding.Checked) finding).score())
                .toList();
    }

    Duration now() {
        return now;
    }
}
