package dev.signalbox.eventlog.news;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.eventlog.world.Story;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NewsTest {
    private final RunId run = Story.newRun();
    private final News news = new News();

    @Test
    void a_reader_that_waits_is_woken_by_news_of_its_run_only() {
        try (Watch watch = news.watch(run)) {
            CompletableFuture<Void> next = watch.next();

            news.about(List.of(Story.newRun()));
            assertThat(next).isNotDone();

            news.about(List.of(run));
            assertThat(next).isCompleted();
        }
    }

    @Test
    void news_that_come_while_the_reader_reads_are_not_lost() {
        try (Watch watch = news.watch(run)) {
            news.about(List.of(run));
            news.about(List.of(run));

            assertThat(watch.next()).isCompleted();
            assertThat(watch.next()).isNotDone();
        }
    }

    @Test
    void news_that_come_after_the_reader_gave_up_waiting_are_not_lost() {
        try (Watch watch = news.watch(run)) {
            watch.next().cancel(false);

            news.aboutEverything();

            assertThat(watch.next()).isCompleted();
        }
    }

    @Test
    void nothing_is_kept_of_readers_that_have_left() {
        Watch one = news.watch(run);
        Watch other = news.watch(run);

        one.close();
        other.close();

        assertThat(news.watched()).isZero();
    }
}
