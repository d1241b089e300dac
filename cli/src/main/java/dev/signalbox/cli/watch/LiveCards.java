package dev.signalbox.cli.watch;

import dev.signalbox.contracts.event.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A board of cards that stays up to date: its events come in here, and once a second it is asked what the steps print. */
final class LiveCards implements ProgressView {
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private final RunDetails details;
    private final OutputTails tails;
    private final ProgressView view;
    private final RunProgress progress = new RunProgress();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("output-tails").factory());

    /**
     * Begins to read.
     *
     * @param view what shows the board; told of every event after its details are
     */
    LiveCards(RunDetails details, OutputTails tails, ProgressView view) {
        this.details = details;
        this.tails = tails;
        this.view = view;
        reader.scheduleWithFixedDelay(
                this::read, BETWEEN_READINGS.toMillis(), BETWEEN_READINGS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void show(RunEvent event) {
        details.apply(event);
        synchronized (progress) {
            progress.apply(event);
        }
        view.show(event);
    }

    private void read() {
        List<StepRow> rows;
        synchronized (progress) {
            rows = List.copyOf(progress.rows());
        }
        tails.refresh(rows);
    }

    @Override
    public void close() {
        reader.shutdown();
        read();
        view.close();
    }
}
