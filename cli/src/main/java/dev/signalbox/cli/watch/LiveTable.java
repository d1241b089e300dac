package dev.signalbox.cli.watch;

import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.standalone.process.AtExit;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** For a terminal: the picture of a run, painted over itself several times a second. */
public final class LiveTable implements ProgressView {
    private static final Duration BETWEEN_PAINTINGS = Duration.ofMillis(200);

    private final Picture picture;
    private final PrintWriter out;
    private final InstantSource clock;
    private final RunProgress progress = new RunProgress();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-table").factory());
    private final AtExit lastWordsOfOthers = new AtExit("on-interrupt", painter::shutdownNow);
    private int painted;

    public LiveTable(Picture picture, PrintWriter out, InstantSource clock) {
        this.picture = picture;
        this.out = out;
        this.clock = clock;
        painter.scheduleAtFixedRate(this::paint, 0, BETWEEN_PAINTINGS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void show(RunEvent event) {
        progress.apply(event);
    }

    private synchronized void paint() {
        List<String> lines = picture.lines(progress, clock.instant());
        StringBuilder screen = new StringBuilder();
        if (painted > 0) {
            screen.append("\u001b[").append(painted).append("A\r\u001b[J");
        }
        lines.forEach(line -> screen.append(line).append('\n'));
        painted = lines.size();
        out.print(screen);
        out.flush();
    }

    @Override
    public void close() {
        lastWordsOfOthers.close();
        painter.shutdownNow();
        paint();
    }
}
