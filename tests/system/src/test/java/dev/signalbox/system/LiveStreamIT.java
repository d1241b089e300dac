package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.EventStream;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Watching a large run as it happens. */
class LiveStreamIT extends SystemTest {
    private static final int STEPS = 2_000;
    private static final int WIDTH = 50;

    @Test
    void a_stream_that_is_resumed_in_the_middle_shows_every_event_once() {
        RunId run = stack.submit(Graph.ofFakes("two-thousand", WIDTH, chains()).in(site.workspace()));
        EventStream stream = new EventStream(stack.stack().door(), run);

        stack.client().run(run); // waits until the event log has it

        List<EventStream.Entry> first = stream.read(0, STEPS);
        List<EventStream.Entry> second = stream.read(first.getLast().id(), STEPS / 2);
        List<EventStream.Entry> rest = stream.readToTheEnd(second.getLast().id());

        assertEnds(run, RunStatus.SUCCEEDED);
        List<EventStream.Entry> seen = new ArrayList<>(first);
        seen.addAll(second);
        seen.addAll(rest);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(seen)
                .extracting(EventStream.Entry::id)
                .isEqualTo(history.events().stream().map(RunEvent::seq).toList());
        assertThat(seen).extracting(EventStream.Entry::event).isEqualTo(history.events());
    }

    @Test
    void the_client_follows_a_run_over_the_death_of_the_event_log() {
        RunId run = stack.submit(Graph.ofFakes("followed", 5, chain(60, "20ms")).in(site.workspace()));
        List<RunEvent> seen = new ArrayList<>();

        stack.client().stream(run, 0, event -> {
            seen.add(event);
            if (seen.size() == 30) {
                stack.stack().kill(RunningStack.EVENT_LOG);
            }
        });

        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(seen).isEqualTo(History.of(stack, run).events());
    }

    private static List<Step> chains() {
        return IntStream.range(0, STEPS)
                .mapToObj(number -> {
                    Step step = Step.played("step-" + number, "0s");
                    return number < WIDTH ? step : step.after("step-" + (number - WIDTH));
                })
                .toList();
    }

    private static List<Step> chain(int length, String duration) {
        return IntStream.range(0, length)
                .mapToObj(number -> {
                    Step step = Step.played("step-" + number, duration);
                    return number == 0 ? step : step.after("step-" + (number - 1));
                })
                .toList();
    }
}
