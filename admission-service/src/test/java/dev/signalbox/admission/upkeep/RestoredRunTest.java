package dev.signalbox.admission.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.RestoredRun.Standing;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RestoredRunTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final RunId RUN = SampleRuns.runAt(SampleRuns.NOON.minus(Duration.ofHours(1)));
    private static final WorkspaceId WORKSPACE = new WorkspaceId("default");

    private final RunStandings standings = new RunStandings();

    @Test
    void a_live_run_gets_its_lease_and_what_is_left_of_its_key() {
        announced(RUN, RunStatus.RUNNING, KeyOrigin.CALLER);

        assertThat(restored()).singleElement().satisfies(run -> {
            assertThat(run.standing()).isEqualTo(Standing.LIVE);
            assertThat(run.keyHolds()).isEqualTo(Duration.ofHours(23));
            assertThat(run.sent()).isNull();
        });
    }

    @Test
    void a_live_run_with_a_computed_key_gets_it_for_as_long_as_its_lease() {
        announced(RUN, RunStatus.RUNNING, KeyOrigin.COMPUTED);

        assertThat(restored())
                .singleElement()
                .satisfies(run -> assertThat(run.keyHolds()).isEqualTo(LEASE));
    }

    @Test
    void an_ended_run_gets_its_callers_key_and_no_lease() {
        announced(RUN, RunStatus.FAILED, KeyOrigin.CALLER);

        assertThat(restored()).singleElement().satisfies(run -> {
            assertThat(run.standing()).isEqualTo(Standing.ENDED);
            assertThat(run.keyHolds()).isEqualTo(Duration.ofHours(23));
        });
    }

    @Test
    void an_ended_run_with_a_computed_key_gets_nothing() {
        announced(RUN, RunStatus.FAILED, KeyOrigin.COMPUTED);

        assertThat(restored()).isEmpty();
    }

    @Test
    void an_ended_run_whose_key_has_run_out_gets_nothing() {
        announced(SampleRuns.runAt(SampleRuns.NOON.minus(DAY)), RunStatus.SUCCEEDED, KeyOrigin.CALLER);

        assertThat(restored()).isEmpty();
    }

    @Test
    void a_run_whose_command_the_scheduler_has_not_taken_is_live_and_unseen() {
        SentRun sent = new SentRun(RUN, WORKSPACE, SampleRuns.key(KeyOrigin.COMPUTED), new LogPosition(1, 5), null);

        assertThat(restored(sent)).singleElement().satisfies(run -> {
            assertThat(run.standing()).isEqualTo(Standing.LIVE);
            assertThat(run.sent()).isEqualTo(sent);
        });
    }

    @Test
    void what_the_scheduler_has_announced_meanwhile_wins_over_the_command() {
        announced(RUN, RunStatus.SUCCEEDED, KeyOrigin.CALLER);
        SentRun sent = new SentRun(RUN, WORKSPACE, SampleRuns.key(KeyOrigin.CALLER), new LogPosition(1, 5), null);

        assertThat(restored(sent))
                .singleElement()
                .satisfies(run -> assertThat(run.standing()).isEqualTo(Standing.ENDED));
    }

    @Test
    void what_is_left_of_unannounced_runs_keeps_its_lease() {
        UnseenRun unsent = new UnseenRun(RUN, WORKSPACE, SampleRuns.key(KeyOrigin.CALLER), Duration.ZERO, null, null);

        List<RestoredRun> restored =
                RestoredRun.all(standings, CommandsBeyond.NONE, List.of(unsent), SampleRuns.NOON, LEASE, DAY);

        assertThat(restored).singleElement().satisfies(run -> {
            assertThat(run.standing()).isEqualTo(Standing.LIVE);
            assertThat(run.sent()).isNull();
        });
    }

    @Test
    void a_held_run_waits_again_whether_it_was_announced_or_not() {
        standings.apply(new RunStanding(RUN, WORKSPACE, RunStatus.QUEUED, SampleRuns.key(KeyOrigin.CALLER), 7));
        RunId other = SampleRuns.runAt(SampleRuns.NOON);
        SentRun sent = new SentRun(other, WORKSPACE, SampleRuns.key(KeyOrigin.COMPUTED), new LogPosition(1, 5), 3);

        assertThat(restored(sent))
                .extracting(RestoredRun::run, RestoredRun::standing, RestoredRun::waitsWith)
                .containsExactly(tuple(RUN, Standing.WAITS, 7), tuple(other, Standing.WAITS, 3));
    }

    @Test
    void a_held_run_whose_release_is_in_the_log_has_its_place() {
        standings.apply(new RunStanding(RUN, WORKSPACE, RunStatus.QUEUED, SampleRuns.key(KeyOrigin.CALLER), 7));

        List<RestoredRun> restored = RestoredRun.all(
                standings,
                new CommandsBeyond(List.of(), Set.of(RUN), Set.of()),
                List.of(),
                SampleRuns.NOON,
                LEASE,
                DAY);

        assertThat(restored)
                .singleElement()
                .satisfies(run -> assertThat(run.standing()).isEqualTo(Standing.LIVE));
    }

    @Test
    void a_release_that_is_read_before_its_run_has_no_effect_and_one_after_it_has() {
        SentRun sent = new SentRun(RUN, WORKSPACE, SampleRuns.key(KeyOrigin.CALLER), new LogPosition(1, 5), 3);
        CommandsBeyond.Reading before = new CommandsBeyond.Reading();
        before.released(RUN);
        before.submitted(sent);
        CommandsBeyond.Reading after = new CommandsBeyond.Reading();
        after.submitted(sent);
        after.released(RUN);
        after.submitted(sent);

        assertThat(RestoredRun.all(standings, before.end(), List.of(), SampleRuns.NOON, LEASE, DAY))
                .extracting(RestoredRun::standing)
                .containsExactly(Standing.WAITS);
        assertThat(RestoredRun.all(standings, after.end(), List.of(), SampleRuns.NOON, LEASE, DAY))
                .extracting(RestoredRun::standing)
                .containsOnly(Standing.LIVE);
    }

    private List<RestoredRun> restored(SentRun... sent) {
        return RestoredRun.all(
                standings,
                new CommandsBeyond(List.of(sent), Set.of(), Set.of()),
                List.of(),
                SampleRuns.NOON,
                LEASE,
                DAY);
    }

    private void announced(RunId run, RunStatus status, KeyOrigin origin) {
        HeldKey key = SampleRuns.key(origin);
        standings.apply(new RunStanding(run, WORKSPACE, status, key));
    }
}
