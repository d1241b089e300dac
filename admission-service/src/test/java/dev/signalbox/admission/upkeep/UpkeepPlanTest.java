package dev.signalbox.admission.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.LeaseChange.Ended;
import dev.signalbox.admission.upkeep.LeaseChange.Renew;
import dev.signalbox.admission.upkeep.LeaseChange.Seen;
import dev.signalbox.admission.upkeep.LeaseChange.Waits;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpkeepPlanTest {
    private static final RunId RUN = SampleRuns.runAt(SampleRuns.NOON);
    private static final HeldKey KEY = SampleRuns.key(KeyOrigin.COMPUTED);
    private static final WorkspaceId WORKSPACE = new WorkspaceId("default");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunStandings standings = new RunStandings();

    @Test
    void the_lease_of_a_live_run_is_renewed() {
        announced(RunStatus.RUNNING);

        assertThat(plan(List.of(), Map.of()).changes()).containsExactly(new Renew(RUN, WORKSPACE, KEY));
    }

    @Test
    void the_lease_of_an_ended_run_is_released_if_it_is_still_held() {
        announced(RunStatus.SUCCEEDED);

        assertThat(UpkeepPlan.of(standings, List.of(RUN), Set.of(), List.of(), Map.of(), PATIENCE)
                        .changes())
                .containsExactly(new Ended(RUN, WORKSPACE, KEY));
        assertThat(plan(List.of(), Map.of()).changes()).isEmpty();
    }

    @Test
    void a_run_that_was_announced_is_not_unseen_any_more() {
        announced(RunStatus.QUEUED);

        assertThat(plan(List.of(unseen(Duration.ZERO, null)), Map.of()).changes())
                .contains(new Seen(RUN, WORKSPACE, KEY));
    }

    @Test
    void a_run_whose_command_waits_for_the_scheduler_keeps_its_lease() {
        UpkeepPlan plan = plan(List.of(unseen(Duration.ofHours(1), new LogPosition(2, 7))), Map.of(2, 7L));

        assertThat(plan.changes()).containsExactly(new Renew(RUN, WORKSPACE, KEY));
        assertThat(plan.refused()).isEmpty();
        assertThat(plan.unsent()).isEmpty();
    }

    @Test
    void a_run_whose_command_the_scheduler_has_passed_is_refused() {
        UpkeepPlan plan = plan(List.of(unseen(Duration.ZERO, new LogPosition(2, 7))), Map.of(2, 8L));

        assertThat(plan.refused()).extracting(UnseenRun::run).containsExactly(RUN);
        assertThat(plan.changes()).isEmpty();
    }

    @Test
    void an_unsent_run_is_sent_when_it_has_been_so_for_too_long() {
        assertThat(plan(List.of(unseen(PATIENCE.minusMillis(1), null)), Map.of())
                        .unsent())
                .isEmpty();
        assertThat(plan(List.of(unseen(PATIENCE, null)), Map.of()).unsent())
                .extracting(UnseenRun::run)
                .containsExactly(RUN);
    }

    @Test
    void an_unsent_run_keeps_its_lease() {
        assertThat(plan(List.of(unseen(PATIENCE, null)), Map.of()).changes())
                .containsExactly(new Renew(RUN, WORKSPACE, KEY));
    }

    @Test
    void a_held_run_waits() {
        standings.apply(new RunStanding(RUN, WORKSPACE, RunStatus.QUEUED, KEY, 7));

        assertThat(plan(List.of(), Map.of()).changes()).containsExactly(new Waits(RUN, WORKSPACE, KEY, 7));
    }

    @Test
    void a_run_that_is_still_noted_as_waiting_when_it_is_not_held_any_more_gets_its_lease() {
        announced(RunStatus.QUEUED);

        assertThat(UpkeepPlan.of(standings, List.of(RUN), Set.of(RUN), List.of(), Map.of(), PATIENCE)
                        .changes())
                .containsExactly(new Seen(RUN, WORKSPACE, KEY));
    }

    @Test
    void a_run_that_ends_while_the_plan_is_carried_out_does_not_keep_the_place_that_the_plan_gave_it() {
        announced(RunStatus.RUNNING);
        UpkeepPlan plan = plan(List.of(unseen(Duration.ZERO, null)), Map.of());
        assertThat(plan.overtaken(standings)).isEmpty();

        announced(RunStatus.SUCCEEDED);

        assertThat(plan.overtaken(standings)).containsExactly(new Ended(RUN, WORKSPACE, KEY));
    }

    private UpkeepPlan plan(List<UnseenRun> unseen, Map<Integer, Long> progress) {
        return UpkeepPlan.of(standings, List.of(), Set.of(), unseen, progress, PATIENCE);
    }

    private void announced(RunStatus status) {
        standings.apply(new RunStanding(RUN, WORKSPACE, status, KEY));
    }

    private static UnseenRun unseen(Duration age, @Nullable LogPosition position) {
        return new UnseenRun(RUN, WORKSPACE, KEY, age, position, null);
    }
}
