package dev.signalbox.cli.watch;

import dev.signalbox.contracts.event.RunEvent;
import java.time.ZoneId;
import java.util.function.Consumer;

/** For logs and pipes: a line for each change. */
public final class ProgressLog implements ProgressView {
    private final EventLine line;
    private final Consumer<String> printer;

    public ProgressLog(ZoneId zone, Consumer<String> printer) {
        this.line = new EventLine(zone);
        this.printer = printer;
    }

    @Override
    public void show(RunEvent event) {
        printer.accept(line.of(event));
    }

    @Override
    public void close() {
        // Every line is out already.
    }
}
