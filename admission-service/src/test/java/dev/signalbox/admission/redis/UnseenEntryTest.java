package dev.signalbox.admission.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenEntryTest {
    private static final RunId RUN = SampleRuns.runAt(SampleRuns.NOON);
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/home/me/a project: one, two");

    @ParameterizedTest
    @EnumSource(KeyOrigin.class)
    void a_sent_run_is_read_as_it_was_written(KeyOrigin origin) {
        HeldKey key = SampleRuns.key(origin);
        String entry = UnseenEntry.sent(new LogPosition(3, 42), UnseenEntry.rest(key, WORKSPACE))
                .replaceFirst("\t", "\t1000\t");

        assertThat(UnseenEntry.read(RUN, entry, 1500))
                .isEqualTo(new UnseenRun(RUN, WORKSPACE, key, Duration.ofMillis(500), new LogPosition(3, 42), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unsent", "relied"})
    void an_unsent_run_has_no_position(String state) {
        HeldKey key = SampleRuns.key(KeyOrigin.CALLER);

        UnseenRun run = UnseenEntry.read(RUN, state + "\t1000\t" + UnseenEntry.rest(key, WORKSPACE), 1000);

        assertThat(run.isUnsent()).isTrue();
        assertThat(run.workspace()).isEqualTo(WORKSPACE);
    }

    @Test
    void a_run_that_waits_keeps_its_priority() {
        HeldKey key = SampleRuns.key(KeyOrigin.CALLER);

        UnseenRun run = UnseenEntry.read(RUN, "unsent\t1000\t" + UnseenEntry.rest(key, WORKSPACE, 7), 1000);

        assertThat(run.waitsWith()).isEqualTo(7);
        assertThat(run.workspace()).isEqualTo(WORKSPACE);
    }

    @Test
    void time_that_ran_backwards_is_no_age() {
        String entry = "unsent\t1000\t" + UnseenEntry.rest(SampleRuns.key(KeyOrigin.CALLER), WORKSPACE);

        assertThat(UnseenEntry.read(RUN, entry, 900).age()).isZero();
    }
}
