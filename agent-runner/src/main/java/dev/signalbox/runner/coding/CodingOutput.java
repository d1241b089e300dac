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
import java.util.List;
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
    private final Consumer<List<AgentSignal>> heard;
    private final Consumer<Usage> used;
    private final Consumer<StopOrder> stop;
    private final LineSplitter lines = new LineSplitter(LONGEST_LINE, this::read);
    private final Conversation conversation = new Conversation(this::keep);
    private boolean outOfTurns;

    /**
     * What an attempt may do and has to bring.
     *
     * @param outputLimit how much of its answer the steps that need it are given, in bytes; 0 when nobody does
     * @param maxTurns after how many turns it is stopped, should its program not do it itself; null for never
     */
    public record Terms(int outputLimit, @Nullable Integer maxTurns) {}

    /**
     * @param heard told what each line says
     * @param used told what the attempt has used whenever that has changed
     * @param stop stops the process
     */
    public CodingOutput(
            OutputCapture output,
            Transcript transcript,
            Terms terms,
            Consumer<List<AgentSignal>> heard,
            Consumer<Usage> used,
            Consumer<StopOrder> stop) {
        this.output = output;
        this.transcript = transcript;
        this.terms = terms;
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
        AgentSignal.Finished finished = transcript.finished();
        AttemptResult process = status.result(remark, output.close(), answer(finished));
        AttemptResult result = Verdict.of(process, finished, output.lastWords());
        String lastWords = finished == null || finished.error() == null ? output.lastWords() : finished.error();
        return FailureSignature.sign(
                (outOfTurns ? aborted(result) : result).withUsage(conversation.usage()), lastWords);
    }

    private void read(String line) {
        Usage before = conversation.usage();
        List<AgentSignal> signals = transcript.read(line);
        signals.forEach(conversation::hear);
        heard.accept(signals);
        if (!conversation.usage().equals(before)) {
            used.accept(conversation.usage());
        }
        Integer maxTurns = terms.maxTurns();
        if (maxTurns != null && conversation.turns() > maxTurns && !outOfTurns) {
            outOfTurns = true;
            stop.accept(new StopOrder(AttemptOutcome.ABORTED, turnsUsedUp(), StopOrder.Urgency.AFTER_GRACE));
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
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        return OutputTail.of(bytes, bytes.length, bytes.length, terms.outputLimit());
    }
}
