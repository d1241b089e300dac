package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Gate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateRunTest {
    private static final AttemptResult DONE = AttemptResult.withoutProcess(AttemptOutcome.SUCCEEDED, "done");
    private static final Gate LINT = new Gate("lint", List.of("lint"), null).asAdvice();
    private static final Gate STYLE = new Gate("style", List.of("style"), null).asAdvice();
    private static final Gate UNIT = new Gate("unit", List.of("unit"), null);

    @Test
    void every_gate_that_is_only_advice_is_told_up_to_the_first_that_keeps_it_out() {
        List<String> remarks = new ArrayList<>();
        Gates gates = new Gates(
                List.of(LINT, STYLE, UNIT, LINT),
                gate -> AttemptResult.withoutProcess(AttemptOutcome.FAILED, "bad"),
                remarks::add);

        GateRun run = gates.check();

        assertThat(run).isEqualTo(new GateRun("unit: bad", List.of("lint: bad", "style: bad")));
        assertThat(remarks).hasSize(2);
    }

    @Test
    void what_is_advice_alone_and_together_is_told_once() {
        GateRun alone = new GateRun(null, List.of("lint: bad"));

        assertThat(alone.advise(DONE).message()).isEqualTo("done; only advice: gate lint: bad");
        assertThat(alone.advise(DONE, List.of("lint: bad"))).isEqualTo(alone.advise(DONE));
        assertThat(alone.advise(DONE, List.of("lint: bad", "style: bad", "docs: bad"))
                        .message())
                .isEqualTo("done; only advice: gate lint: bad;"
                        + " only advice, together with what else is merged: gate style: bad, gate docs: bad");
    }

    @Test
    void without_advice_nothing_is_told() {
        assertThat(new GateRun(null, List.of()).advise(DONE, List.of())).isEqualTo(DONE);
    }
}
