package dev.signalbox.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final StepId GUIDE = new StepId("guide");
    private static final StepId PROOF = new StepId("proofread");
    private static final StepId RELEASE = new StepId("release");
    private static final AgentId WRITER = new AgentId("writer");
    private static final AttemptResult GOOD = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 0);
    private static final AttemptResult BAD =
            new AttemptResult(AttemptOutcome.FAILED, 3, null, "no \u001b[31mluck", Usage.NONE, 0);

    private final RunProgress progress = new RunProgress();
    private long seq;

    private void at(int seconds, RunFact fact) {
        progress.apply(new RunEvent(RUN, WORKSPACE, ++seq, NOON.plusSeconds(seconds), fact));
    }

    private static StepSpec step(StepId id, int attempts, StepId... dependsOn) {
        return StepSpecBuilder.builder()
                .id(id)
                .dependsOn(List.of(dependsOn))
                .command(List.of("true"))
                .files(FileScope.NONE)
                .retry(new RetryPolicy(attempts, List.of()))
                .build();
    }

    private static RunAccepted accepted(StepSpec... steps) {
        RunSpec spec = new RunSpec(
                "demo",
                WORKSPACE,
                List.of(),
                List.of(steps),
                RunOptions.DEFAULT,
                new DefinitionSource("signalbox/v1", List.of()));
        return new RunAccepted(spec, new Idempotency("k", KeyOrigin.COMPUTED, "0".repeat(64)), NOON);
    }

    private void untilTheMiddle() {
        at(0, accepted(step(GUIDE, 2), step(PROOF, 1), step(RELEASE, 1, GUIDE, PROOF)));
        at(0, new StepDispatched(GUIDE, 1, 1, WRITER));
        at(0, new RunStarted());
        at(0, new StepWaiting(PROOF, new WaitsFor.Claim(RUN, GUIDE, "docs/guide.md")));
        at(1, new StepStarted(GUIDE, 1, 1, "runner-1"));
    }

    private List<String> table(int seconds, int height) {
        return new ProgressTable(RUN, "demo\u001b[2J", 100, height, false).lines(progress, NOON.plusSeconds(seconds));
    }

    @Test
    void the_table_says_where_each_step_is_and_what_it_waits_for() {
        untilTheMiddle();

        assertThat(table(2, 40))
                .containsExactly(
                        "demo  running  0 of 3 steps  2.0 s",
                        "STEP       STATE    AGENT   ATTEMPT  TIME   WAITS FOR",
                        "guide      running  writer  1 of 2   2.0 s",
                        "proofread  ready                            claim held by step guide on docs/guide.md",
                        "release    pending                          steps guide, proofread");
    }

    @Test
    void a_step_that_rests_says_how_long_and_a_failed_one_says_how() {
        untilTheMiddle();
        at(2, new StepBackingOff(GUIDE, 1, 1, BAD, NOON.plusSeconds(5)));

        assertThat(table(3, 40).get(2)).contains("backing off", "rest, another 2.0 s", "1 of 2", "3.0 s");

        at(5, new StepDispatched(GUIDE, 2, 2, WRITER));
        at(6, new StepFailed(GUIDE, 2, 2, BAD));
        at(6, new StepSkipped(RELEASE, GUIDE, "step guide failed"));

        assertThat(table(60, 40).get(2)).contains("failed", "failed, exit code 3, no luck", "2 of 2", "6.0 s");
        assertThat(table(60, 40).get(4)).contains("skipped", "step guide failed");
    }

    @Test
    void a_paused_run_says_what_it_waits_for_and_how_it_goes_on() {
        untilTheMiddle();
        at(2, new StepSucceeded(GUIDE, 1, 1, GOOD));
        at(2, new RunPaused("step proofread has reached checkpoint review", "scheduler", "review"));
        at(2, new StepWaiting(PROOF, new WaitsFor.Approval("review")));

        assertThat(table(3, 40).getFirst()).isEqualTo("demo  paused  1 of 3 steps  3.0 s");
        assertThat(table(3, 40).get(3)).contains("ready", "somebody to let it pass checkpoint review");
        assertThat(table(3, 40).getLast())
                .startsWith("paused by scheduler")
                .endsWith("; to let it go on: signalbox resume " + RUN)
                .hasSizeLessThanOrEqualTo(100);

        at(4, new RunResumed("fine", "ann", List.of(PROOF)));
        assertThat(table(5, 40).getFirst()).contains("running");
        assertThat(table(5, 40)).noneMatch(line -> line.contains("resume"));
    }

    @Test
    void a_pause_on_one_line_says_how_to_go_on() {
        EventLine line = new EventLine(ZoneOffset.UTC);
        RunEvent paused = new RunEvent(RUN, WORKSPACE, 4, NOON, new RunPaused("", "ann", null));
        RunEvent resumed =
                new RunEvent(RUN, WORKSPACE, 5, NOON, new RunResumed("fine", "ann", List.of(PROOF, RELEASE)));

        assertThat(line.of(paused))
                .isEqualTo("12:00:00.000  run paused by ann; to let it go on: signalbox resume " + RUN);
        assertThat(line.of(resumed))
                .isEqualTo("12:00:00.000  run resumed by ann: fine; past their checkpoint: proofread, release");
    }

    @Test
    void who_waited_for_whom_is_remembered_with_its_time() {
        untilTheMiddle();
        at(3, new StepSucceeded(GUIDE, 1, 1, GOOD));
        at(4, new StepDispatched(PROOF, 1, 2, WRITER));

        assertThat(progress.claimWaits())
                .containsExactly(
                        new ClaimWait(PROOF, new WaitsFor.Claim(RUN, GUIDE, "docs/guide.md"), Duration.ofSeconds(4)));
    }

    @Test
    void a_table_that_does_not_fit_shows_what_moves_and_counts_the_rest() {
        at(
                0,
                accepted(IntStream.range(0, 50)
                        .mapToObj(number -> step(new StepId("step-" + number), 1))
                        .toArray(StepSpec[]::new)));
        at(1, new StepDispatched(new StepId("step-40"), 1, 1, WRITER));
        IntStream.range(0, 30).forEach(number -> at(2, new StepSucceeded(new StepId("step-" + number), 1, 1, GOOD)));

        List<String> lines = table(3, 10);

        assertThat(lines).hasSizeLessThan(10).last().isEqualTo("and 14 ready, 30 succeeded");
        assertThat(lines).anyMatch(line -> line.startsWith("step-40  dispatched"));
    }

    @Test
    void the_outcome_blames_the_failed_steps_and_ends_with_the_verdict() {
        untilTheMiddle();
        at(6, new StepFailed(GUIDE, 2, 2, BAD));
        at(7, new RunEnded(RunStatus.FAILED, "step guide failed", Usage.NONE, new StepCounts(0, 0, 0, 1, 1, 0, 1)));

        assertThat(new Outcome(RUN, false).lines(progress, NOON.plusSeconds(99)))
                .containsExactly(
                        "step guide failed: failed, exit code 3, no luck",
                        "  what it printed: signalbox logs " + RUN + " guide",
                        "run " + RUN + " failed in 7.0 s: step guide failed (1 succeeded, 1 failed, 1 skipped)");
    }

    @Test
    void an_event_is_one_plain_line() {
        EventLine line = new EventLine(ZoneOffset.UTC);
        RunEvent failed = new RunEvent(RUN, WORKSPACE, 9, NOON, new StepFailed(GUIDE, 2, 2, BAD));
        RunEvent waiting = new RunEvent(
                RUN, WORKSPACE, 4, NOON, new StepWaiting(PROOF, new WaitsFor.Claim(RUN, GUIDE, "docs/guide.md")));

        assertThat(line.of(failed))
                .isEqualTo("12:00:00.000  guide attempt 2: failed, exit code 3, no luck; no more attempts");
        RunEvent givenUp = new RunEvent(
                RUN, WORKSPACE, 9, NOON, new StepFailed(GUIDE, 2, 2, BAD, "exit code 3 is not tried again"));
        assertThat(line.of(givenUp)).endsWith("no luck; given up: exit code 3 is not tried again");
        assertThat(line.of(waiting))
                .isEqualTo("12:00:00.000  proofread waits for claim held by step guide on docs/guide.md");
    }

    @Test
    void the_time_of_a_step_stands_still_while_somebody_has_to_decide_about_its_work() {
        at(0, accepted(step(GUIDE, 2)));
        at(1, new StepDispatched(GUIDE, 1, 1, WRITER));
        at(2, new StepStarted(GUIDE, 1, 1, "runner-1"));
        at(5, new StepConflicted(GUIDE, 1, 1, BAD));

        assertThat(progress.rows().iterator().next().time(NOON.plusSeconds(60))).isEqualTo(Duration.ofSeconds(4));
    }
}
