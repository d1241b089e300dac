package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.OutputTail;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.process.ExitStatus;
import dev.signalbox.runner.process.OutputReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of a coding agent's program. What a person reads of it is kept: what the agent says, the tools it uses, what failed; not the
 * events themselves. Memory is bounded by one line. Thread-safe.
 */
public final class CodingOutput implements OutputReader {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final OutputCapture output;
    private final Transcript transcript;
    private final Terms terms;
    private final ScheduledExecutorService timer;
    private final Consumer<List<AgentSignal>> heard;
    private final Consumer<Usage> used;
    private final Consumer<StopOrder> stop;
    private final LineSplitter lines = new LineSplitter(LONGEST_LINE, this::read);
    private final Conversation conversation = new Conversation(this::keep);
    private boolean outOfTurns;
    private boolean overstayed;
    private @Nullable Future<?> alarm;

    /**
     * What an attempt may do and has to bring.
     *
     * @param outputLimit how much of its answer the steps that need it are given, in bytes; 0 when nobody does
     * @param maxTurns after how many turns it is stopped, should its program not do it itself; null for never
     * @param resultGrace how long its process may go on after it has said how its work ended
     */
    public record Terms(int outputLimit, @Nullable Integer maxTurns, Duration resultGrace) {}

    /**
     * @param heard told what each line says
     * @param used told what the attempt has used whenever that has changed
     * @param stop stops the process
     */
    public CodingOutput(
            OutputCapture output,
            Transcript transcript,
            Terms terms,
            ScheduledExecutorService timer,
            Consumer<List<AgentSignal>> heard,
            Consumer<Usage> used,
            Consumer<StopOrder> stop) {
        this.output = output;
        this.transcript = transcript;
        this.terms = terms;
        this.timer = timer;
        this.heard = heard;
        this.used = used;
        this.stop = stop;
    }

    @Override
    public synchronized void accept(OutputStreamName stream, byte[] bytes, int length) {
        if (stream == OutputStreamName.STDOUT) {
            lines.accept(bytes, length);
        } else {
            output.accept(stream, bytes, length);
        }
    }

    @Override
    public void remark(String line) {
        output.remark(line);
    }

    @Override
    public synchronized AttemptResult end(ExitStatus status, @Nullable String remark) {
        lines.close();
        silence();
        AgentSignal.Finished finished = transcript.finished();
        AttemptResult process =
                status.result(overstayed ? withOverstay(remark) : remark, output.close(), answer(finished));
        AttemptResult result = Verdict.of(process, transcript, output.lastWords());
        String lastWords = finished == null || finished.error() == null ? output.lastWords() : finished.error();
        return FailureSignature.sign(
                (outOfTurns ? aborted(result) : result).withUsage(conversation.usage()), lastWords);
    }

    private void read(String line) {
        Usage before = conversation.usage();
        List<AgentSignal> signals = transcript.read(line);
        signals.forEach(conversation::hear);
        heard.accept(signals);
        signals.forEach(this::reportDisbelief);
        if (!conversation.usage().equals(before)) {
            used.accept(conversation.usage());
        }
        if (signals.stream().anyMatch(AgentSignal.Finished.class::isInstance)) {
            expectEnd();
        }
        Integer maxTurns = terms.maxTurns();
        if (maxTurns != null && conversation.turns() > maxTurns && !outOfTurns) {
            outOfTurns = true;
            stop.accept(new StopOrder(AttemptOutcome.ABORTED, turnsUsedUp(), StopOrder.Urgency.AFTER_GRACE));
        }
    }

    /** Numbers below zero change nothing here, but whoever keeps the accounts has to know of them. */
    private void reportDisbelief(AgentSignal signal) {
        if (signal instanceof AgentSignal.Used uses && uses.total().goesBelowZero()) {
            used.accept(uses.total());
        }
    }

    /** From each result on, the process has a while to end. */
    private void expectEnd() {
        silence();
        alarm = timer.schedule(this::overstay, terms.resultGrace().toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void overstay() {
        overstayed = true;
        stop.accept(new StopOrder(AttemptOutcome.FAILED, withOverstay(null), StopOrder.Urgency.AFTER_GRACE));
    }

    private String withOverstay(@Nullable String remark) {
        String told = "it did not end within " + terms.resultGrace().toMillis() + " ms after its result";
        return remark == null ? told : told + "; " + remark;
    }

    private void silence() {
        Future<?> planned = alarm;
        if (planned != null) {
            planned.cancel(false);
        }
    }

    private void keep(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        output.accept(OutputStreamName.STDOUT, bytes, bytes.length);
    }

    private String turnsUsedUp() {
        return "it was stopped after its " + terms.maxTurns() + " turns";
    }

    private AttemptResult aborted(AttemptResult result) {
        return result.withoutAnswer(AttemptOutcome.ABORTED, turnsUsedUp(), AgentFault.OUT_OF_TURNS);
    }

    /** What it says in the end; for a program that does not tell its answer from the rest, the end of what it printed. */
    private @Nullable String answer(AgentSignal.@Nullable Finished finished) {
        if (terms.outputLimit() == 0) {
            return null;
        }
        String answer = finished == null || finished.answer() == null ? conversation.lastSaid() : finished.answer();
        if (answer == null) {
            return output.handover();
        }
        return OutputTail.of(answer, terms.outputLimit());
    }
}
