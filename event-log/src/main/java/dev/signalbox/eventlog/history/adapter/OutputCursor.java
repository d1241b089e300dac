package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.OutputChunk;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Where one reader is in the output of one step, attempt after attempt. Output and events travel on two topics, so the end of an
 * attempt may be known before its last words: it is done with an attempt when all bytes of it are there, or when none have come
 * for a while after its end.
 */
final class OutputCursor implements Cursor {
    private final RecordedMessages messages;
    private final RunId run;
    private final StepId step;
    private final boolean onlyThisAttempt;
    private final int page;
    private final Duration lastWords;
    private int attempt;
    private long after;
    private long bytes;
    private long silentSince;

    OutputCursor(
            RecordedMessages messages,
            RunId run,
            StepId step,
            OutputPlace begin,
            boolean onlyThisAttempt,
            HistoryConfig config) {
        this.messages = messages;
        this.run = run;
        this.step = step;
        this.attempt = begin.attempt();
        this.after = begin.number();
        this.onlyThisAttempt = onlyThisAttempt;
        this.page = config.streamPage();
        this.lastWords = config.lastWords();
    }

    @Override
    public Uni<Turn> look(Pause pause) {
        // The step is looked at first: what its attempt wrote before its end is then found behind it.
        return messages.stepNow(run, step)
                .invoke(now -> attempt = attempt == OutputPlace.LAST_ATTEMPT ? Math.max(now.attempt(), 1) : attempt)
                .chain(now -> messages.output(run, step, attempt, after, page)
                        .chain(found -> found.isEmpty() ? nothingNew(now, pause) : moved(found)));
    }

    private Uni<Turn> moved(List<Recorded> found) {
        after = found.getLast().number();
        silentSince = 0;
        found.forEach(chunk -> bytes += bytesOf(chunk));
        return Uni.createFrom().item(new Turn(found, false, false));
    }

    private Uni<Turn> nothingNew(StepNow now, Pause pause) {
        if (now.attempt() < attempt) {
            return now.status().isTerminal() ? Uni.createFrom().item(Turn.END) : pause.untilNews();
        }
        if (!now.isOver(attempt)) {
            return pause.untilNews();
        }
        silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
        Duration silence = Duration.ofNanos(System.nanoTime() - silentSince);
        if (!now.wrote(attempt, bytes) && silence.compareTo(lastWords) < 0) {
            return pause.untilNews(lastWords.minus(silence));
        }
        if (onlyThisAttempt || now.endsWith(attempt)) {
            return Uni.createFrom().item(Turn.END);
        }
        attempt++;
        after = 0;
        bytes = 0;
        silentSince = 0;
        return Uni.createFrom().item(Turn.LOOK_AGAIN);
    }

    private static long bytesOf(Recorded recorded) {
        OutputChunk chunk = chunk(recorded);
        return chunk.droppedBytes() + chunk.text().getBytes(StandardCharsets.UTF_8).length;
    }

    static OutputChunk chunk(Recorded recorded) {
        try {
            return ContractJson.mapper().readValue(recorded.body(), OutputChunk.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an output chunk: " + recorded.body(), e);
        }
    }
}
