package dev.signalbox.admission.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.admission.status.RunStandings.Turn;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunStatus;
import org.junit.jupiter.api.Test;

class RunStandingsTest {
    private static final RunId RUN = SampleRuns.runAt(SampleRuns.NOON);

    private final RunStandings standings = new RunStandings();

    @Test
    void a_run_appears_once_and_ends_once() {
        assertThat(standings.apply(standing(RunStatus.QUEUED))).isEqualTo(Turn.APPEARED);
        assertThat(standings.apply(standing(RunStatus.RUNNING))).isEqualTo(Turn.NONE);
        assertThat(standings.live()).isOne();
        assertThat(standings.apply(standing(RunStatus.SUCCEEDED))).isEqualTo(Turn.ENDED);
        assertThat(standings.apply(standing(RunStatus.SUCCEEDED))).isEqualTo(Turn.NONE);
        assertThat(standings.live()).isZero();
    }

    @Test
    void a_paused_run_is_as_live_as_a_running_one() {
        standings.apply(standing(RunStatus.RUNNING));

        assertThat(standings.apply(standing(RunStatus.PAUSED))).isEqualTo(Turn.NONE);
        assertThat(standings.live()).isOne();
    }

    @Test
    void a_run_may_be_over_when_it_is_first_heard_of() {
        assertThat(standings.apply(standing(RunStatus.FAILED))).isEqualTo(Turn.ENDED);
    }

    @Test
    void a_forgotten_run_is_unknown() {
        standings.apply(standing(RunStatus.CANCELLED));

        assertThat(standings.forget(RUN)).isEqualTo(standing(RunStatus.CANCELLED));
        assertThat(standings.forget(RUN)).isNull();
        assertThat(standings.find(RUN)).isEmpty();
    }

    @Test
    void a_held_run_appears_and_is_released_once() {
        RunStanding held =
                new RunStanding(RUN, new WorkspaceId("default"), RunStatus.QUEUED, SampleRuns.key(KeyOrigin.CALLER), 5);

        assertThat(standings.apply(held)).isEqualTo(Turn.APPEARED);
        assertThat(standings.apply(standing(RunStatus.QUEUED))).isEqualTo(Turn.RELEASED);
        assertThat(standings.apply(standing(RunStatus.RUNNING))).isEqualTo(Turn.NONE);
    }

    private static RunStanding standing(RunStatus status) {
        return new RunStanding(RUN, new WorkspaceId("default"), status, SampleRuns.key(KeyOrigin.CALLER));
    }
}
