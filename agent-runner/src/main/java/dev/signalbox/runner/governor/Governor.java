package dev.signalbox.runner.governor;

import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one attempt. What it sees and when comes from outside, so the same observations at the same times lead to the same findings.
 * Times count from the beginning of the attempt and never go back. After it has stopped the attempt, or the attempt's program has said
 * that its work is done, it finds nothing any more. Not thread-safe.
 */
public final class Governor {
    private final GovernorPolicy policy;
    private final boolean judgesProgress;
    private final Calls calls;
    private final Progress progress;
    private final Limits limits;
    private final Set<Tripwire> touched = EnumSet.noneOf(Tripwire.class);
    private final List<Trip> trips = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private int turns;
    private int checks;
    private int strikes;
    private Duration checkedAt = Duration.ZERO;
    private Duration heardAt = Duration.ZERO;
    private @Nullable GovernorScore score;
    private boolean over;

    /** @param sight what can be seen of the attempt: where that is not its calls, whether it gets anywhere is not judged */
    public Governor(Governance governance, Sight sight) {
        this.policy = governance.policy();
        this.judgesProgress = policy.progress() && sight == Sight.CALLS;
        this.calls = new Calls(policy.loop(), policy.longestCycle());
        this.progress = new Progress(policy.window());
        this.limits = new Limits(governance);
    }

    public GovernorMode mode() {
        return policy.mode();
    }

    /** Takes what was seen at one moment; answers what there is to tell about it. */
    public List<GovernorFinding> observe(List<Observation> seen, Duration at) {
        over |= seen.stream().anyMatch(Observation.Finished.class::isInstance);
        List<GovernorFinding> findings = new ArrayList<>();
        for (Observation each : seen) {
            heardAt = at;
            take(each, at, findings);
        }
        return findings;
    }

    /**
     * Time has passed.
     *
     * @param printedAt when it printed anything last, understood or not
     */
    public List<GovernorFinding> tick(Duration at, Duration printedAt) {
        List<GovernorFinding> findings = new ArrayList<>();
        heardAt = heardAt.compareTo(printedAt) < 0 ? printedAt : heardAt;
        holdLimits(at, findings);
        silence(at, findings);
        if (judgesProgress && at.minus(checkedAt).compareTo(policy.check()) >= 0) {
            check(at, findings);
        }
        return findings;
    }

    /** What it has seen; null when that is nothing worth telling. */
    public @Nullable GovernorSummary summary() {
        return turns == 0 && checks == 0 && trips.isEmpty()
                ? null
                : new GovernorSummary(policy.mode(), turns, checks, score, trips);
    }

    private void take(Observation seen, Duration at, List<GovernorFinding> findings) {
        switch (seen) {
            case Observation.CallBegun call -> {
                progress.begun(calls.begun(call.call(), call.signature()), call.verifies(), at);
                loop(at, findings);
            }
            case Observation.CallEnded call -> {
                Calls.Failing failing = calls.ended(call.call(), call.failed(), call.answer());
                progress.ended(call.failed(), at);
                loop(at, findings);
                churn(failing, at, findings);
            }
            case Observation.Spoke spoke -> {
                calls.spoke(spoke.characters());
                progress.spoke(spoke.characters(), at);
            }
            case Observation.TurnEnded() -> {
                turns++;
                holdLimits(at, findings);
            }
            case Observation.Spent spent -> {
                usage = usage.orMore(spent.total());
                holdLimits(at, findings);
            }
            case Observation.Finished() -> {}
        }
    }

    private void holdLimits(Duration at, List<GovernorFinding> findings) {
        limits.exceeded(usage, turns, at).forEach(exceeded -> trip(exceeded, at, findings));
    }

    private void loop(Duration at, List<GovernorFinding> findings) {
        Calls.Loop loop = policy.loop() == 0 || touched.contains(Tripwire.LOOP) ? null : calls.loop();
        if (loop != null) {
            int length = loop.round().size();
            String what = length == 1
                    ? "it made the same call " + loop.times() + " times in a row: "
                    : "it made the same " + length + " calls in turn, " + loop.times() + " times: ";
            trip(
                    Evidence.counted(
                            Tripwire.LOOP,
                            what + String.join(", ", loop.round()),
                            loop.times(),
                            policy.loop(),
                            "rounds",
                            loop.round()),
                    at,
                    findings);
        }
    }

    private void churn(Calls.@Nullable Failing failing, Duration at, List<GovernorFinding> findings) {
        if (failing != null && policy.churn() > 0 && failing.times() >= policy.churn()) {
            trip(
                    Evidence.counted(
                            Tripwire.RETRY_CHURN,
                            "the same call failed " + failing.times() + " times, and nothing new succeeded in between: "
                                    + failing.signature(),
                            failing.times(),
                            policy.churn(),
                            "failures",
                            List.of(failing.signature())),
                    at,
                    findings);
        }
    }

    private void silence(Duration at, List<GovernorFinding> findings) {
        Duration allowed = calls.isInCall() ? policy.silenceInCall() : policy.silence();
        Duration silent = at.minus(heardAt);
        if (allowed.isPositive() && silent.compareTo(allowed) > 0) {
            String during = calls.isInCall() ? " while a tool was at work" : "";
            trip(
                    Evidence.timed(
                            Tripwire.SILENCE,
                            null,
                            "nothing was heard of it for " + silent.toSeconds() + " s" + during,
                            silent,
                            allowed),
                    at,
                    findings);
        }
    }

    /** While a tool is at work for it and nothing else happens there is nothing to judge. */
    private void check(Duration at, List<GovernorFinding> findings) {
        boolean waits = calls.isInCall() && progress.lastAt().compareTo(checkedAt) < 0;
        checkedAt = at;
        if (over || waits) {
            return;
        }
        checks++;
        Expectation expected = Expectation.at(at);
        Progress.Points points = progress.points(calls, at);
        strikes = points.sum().compareTo(expected.least()) < 0 ? strikes + 1 : Math.max(0, strikes - 1);
        GovernorScore now =
                new GovernorScore(points.sum(), expected.least(), strikes, expected.strikes(), points.parts(), turns);
        if (!now.equals(score)) {
            findings.add(new GovernorFinding.Checked(now));
        }
        score = now;
        if (strikes > expected.strikes()) {
            trip(Evidence.of(now), at, findings);
        }
    }

    private void trip(Evidence evidence, Duration at, List<GovernorFinding> findings) {
        if (over || !touched.add(evidence.tripwire())) {
            return;
        }
        over = policy.mode() == GovernorMode.ENFORCE;
        Trip trip = evidence.trip(policy.mode(), usage, at);
        trips.add(trip);
        findings.add(new GovernorFinding.Tripped(trip));
    }
}
