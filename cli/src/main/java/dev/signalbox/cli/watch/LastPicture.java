package dev.signalbox.cli.watch;

import dev.signalbox.contracts.event.RunEvent;
import java.time.InstantSource;
import java.util.function.Consumer;

/** For logs and pipes: a line for each change, and the picture of the run once, at its end. */
final class LastPicture implements ProgressView {
    private final ProgressLog log;
    private final Picture picture;
    private final Consumer<String> printer;
    private final InstantSource clock;
    private final RunProgress progress = new RunProgress();

    LastPicture(ProgressLog log, Picture picture, Consumer<String> printer, InstantSource clock) {
        this.log = log;
        this.picture = picture;
        this.printer = printer;
        this.clock = clock;
    }

    @Override
    public void show(RunEvent event) {
        progress.apply(event);
        log.show(event);
    }

    @Override
    public void close() {
        log.close();
        picture.lines(progress, clock.instant()).forEach(printer);
    }
}
