package dev.signalbox.eventlog.news.adapter;

import dev.signalbox.contracts.RunId;
import dev.signalbox.eventlog.news.News;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes news on between all instances, through PostgreSQL. While it cannot listen, everybody is told every second that there may
 * be news, so nobody waits for a message that will not come.
 */
@ApplicationScoped
public class PostgresNews {
    /** The channel of the news. */
    public static final String CHANNEL = "signalbox_news";
    /** Tells the news when the transaction commits; takes the channel and the payload. */
    public static final String TELL = "select pg_notify($1, $2)";

    private static final Logger LOG = Logger.getLogger(PostgresNews.class);
    private static final String EVERYTHING = "";
    /** PostgreSQL takes 8,000 bytes; a run and its comma take 37. */
    private static final int MOST_RUNS = 200;

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Pool pool;
    private final News news;
    private volatile boolean stopped;
    private volatile @Nullable SqlConnection ear;
    private volatile @Nullable Cancellable retry;

    PostgresNews(@ReactiveDataSource("ingest") Pool pool, News news) {
        this.pool = pool;
        this.news = news;
    }

    @Produces
    @Singleton
    static News news() {
        return new News();
    }

    /** What to say when there is news about these runs. */
    public static String payload(Collection<RunId> runs) {
        return runs.size() > MOST_RUNS
                ? EVERYTHING
                : runs.stream().map(RunId::value).collect(Collectors.joining(","));
    }

    void start(@Observes StartupEvent event) {
        listen();
    }

    private void listen() {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .call(connection -> connection
                        .query("listen " + CHANNEL)
                        .execute()
                        .onFailure()
                        .invoke(connection::closeAndForget))
                .subscribe()
                .with(this::hear, failure -> {
                    LOG.debugf("cannot listen to PostgreSQL: %s", failure.getMessage());
                    listenAgain();
                });
    }

    private void hear(SqlConnection connection) {
        ear = connection;
        PgConnection raw = (PgConnection) connection.getDelegate();
        raw.notificationHandler(notification -> heard(notification.getPayload()));
        raw.closeHandler(_ -> listenAgain());
        news.aboutEverything();
    }

    private void heard(String payload) {
        if (payload.equals(EVERYTHING)) {
            news.aboutEverything();
        } else {
            news.about(Arrays.stream(payload.split(",")).map(RunId::new).toList());
        }
    }

    private void listenAgain() {
        news.aboutEverything();
        if (!stopped) {
            retry = Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(BETWEEN_TRIES)
                    .subscribe()
                    .with(_ -> listen());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        SqlConnection listening = ear;
        if (listening != null) {
            listening.closeAndForget();
        }
        Cancellable waiting = retry;
        if (waiting != null) {
            waiting.cancel();
        }
    }
}
