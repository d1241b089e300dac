package dev.signalbox.runner.fake;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.port.Outputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Plays a {@link FakeScript}. An attempt that takes no time ends within {@link #begin}, on the caller's thread; a longer one costs a
 * timer and no thread. The lines of the script are spread evenly over its duration.
 */
public final class FakeAgent implements Agent {
    private final ScheduledExecutorService timer;
    private final Outputs outputs;

    public FakeAgent(ScheduledExecutorService timer, Outputs outputs) {
        this.timer = timer;
        this.outputs = outputs;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        FakeScript script = assignment.start().fake();
        Play play = new Play(assignment, script == null ? FakeScript.IMMEDIATE_SUCCESS : script, ended);
        return play.begin();
    }

    private final class Play implements Work {
        private final Assignment assignment;
        private final FakeScript script;
        private final Consumer<AttemptResult> ended;
        private final AtomicBoolean over = new AtomicBoolean();
        private final OutputCapture output;
        private List<Future<?>> scenes = List.of();

        Play(Assignment assignment, FakeScript script, Consumer<AttemptResult> ended) {
            this.assignment = assignment;
            this.script = script;
            this.ended = ended;
            this.output = outputs.open(assignment);
        }

        Work begin() {
            if (!script.duration().isPositive()) {
                script.output().forEach(this::print);
                end();
                return Work.DONE;
            }
            long step = script.duration().toNanos() / (script.output().size() + 1);
            List<Future<?>> planned = new ArrayList<>();
            for (int i = 0; i < script.output().size(); i++) {
                String line = script.output().get(i);
                planned.add(timer.schedule(() -> print(line), step * (i + 1), TimeUnit.NANOSECONDS));
            }
            planned.add(timer.schedule(this::end, script.duration().toNanos(), TimeUnit.NANOSECONDS));
            scenes = planned;
            return this;
        }

        @Override
        public void stop(StopOrder order) {
            scenes.forEach(scene -> scene.cancel(false));
            if (over.compareAndSet(false, true)) {
                timer.execute(() ->
                        ended.accept(new AttemptResult(order.outcome(), null, null, null, Usage.NONE, output.close())));
            }
        }

        private void print(String line) {
            byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
            output.accept(OutputStreamName.STDOUT, text, text.length);
        }

        private void end() {
            if (over.compareAndSet(false, true)) {
                ended.accept(result());
            }
        }

        private AttemptResult result() {
            boolean fails = assignment.ref().attempt() <= script.failures();
            Usage usage = script.usage() == null ? Usage.NONE : script.usage();
            AttemptResult result = new AttemptResult(
                    fails ? AttemptOutcome.FAILED : AttemptOutcome.SUCCEEDED,
                    fails ? script.exitCode() : 0,
                    null,
                    null,
                    usage,
                    output.close(),
                    fails ? null : output.handover());
            return FailureSignature.sign(result, output.lastWords());
        }
    }
}
