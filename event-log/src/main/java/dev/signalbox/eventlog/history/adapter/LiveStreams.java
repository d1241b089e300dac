package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.eventlog.news.News;
import dev.signalbox.eventlog.news.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Streams that go on while a run does. Each reads the history by sequence when its reader wants more, and waits for news when
 * there is none: nothing is pushed, so a slow reader costs one page and slows nobody. When PostgreSQL goes away a stream ends; its
 * reader comes back with the id of the last event it had.
 */
@Startup
@ApplicationScoped
class LiveStreams {
    private static final Logger LOG = Logger.getLogger(LiveStreams.class);

    private final News news;
    private final Answers answers;
    private final HistoryConfig config;
    private final AtomicInteger open;

    LiveStreams(News news, Answers answers, HistoryConfig config, MeterRegistry registry) {
        this.news = news;
        this.answers = answers;
        this.config = config;
        this.open = new AtomicInteger();
        registry.gauge("signalbox.event.log.streams", open);
    }

    /**
     * Everything the cursor finds, from now until it says that nothing will follow. Begins with a sign of life.
     *
     * @throws dev.signalbox.eventlog.problem.adapter.Refusal when as many streams are open as may be
     */
    Multi<Turn> follow(RunId run, Cursor cursor) {
        if (open.incrementAndGet() > config.streams()) {
            open.decrementAndGet();
            throw answers.tooMany();
        }
        Watch watch = news.watch(run);
        Executor readersThread = currentContext();
        Cursor.Pause pause = new Cursor.Pause() {
            @Override
            public Uni<Turn> untilNews() {
                return pause(watch, config.keepAlive(), Turn.SIGN_OF_LIFE);
            }

            @Override
            public Uni<Turn> untilNews(Duration atMost) {
                return pause(watch, atMost, Turn.LOOK_AGAIN);
            }
        };
        Multi<Turn> turns = Multi.createBy()
                .repeating()
                .uni(() -> cursor.look(pause).emitOn(readersThread))
                .whilst(turn -> !turn.last())
                .onFailure()
                .recoverWithMulti(failure -> {
                    LOG.debug("a live stream breaks off", failure);
                    return Multi.createFrom().empty();
                });
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(Turn.SIGN_OF_LIFE), turns)
                .onTermination()
                .invoke(() -> {
                    watch.close();
                    open.decrementAndGet();
                });
    }

    private static Uni<Turn> pause(Watch watch, Duration atMost, Turn otherwise) {
        return Uni.createFrom()
                .completionStage(watch::next)
                .replaceWith(Turn.LOOK_AGAIN)
                .ifNoItem()
                .after(atMost)
                .recoverWithItem(otherwise);
    }

    /** News come on the thread of a database connection; the reader has a thread of its own. */
    private static Executor currentContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(_ -> work.run());
    }
}
