package dev.signalbox.cli.look;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.text.PlainStream;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import java.io.PrintWriter;

/** Prints what an agent printed, stream to stream, made harmless. */
final class OutputPrinter implements AutoCloseable {
    private final Console console;
    private final PlainStream standardOutput = new PlainStream();
    private final PlainStream standardError = new PlainStream();
    private int attempt;

    OutputPrinter(Console console) {
        this.console = console;
    }

    void print(OutputChunk chunk) {
        if (attempt != 0 && chunk.attempt().attempt() != attempt) {
            flushRest();
            console.note("--- attempt " + chunk.attempt().attempt() + " ---");
        }
        attempt = chunk.attempt().attempt();
        if (chunk.droppedBytes() > 0) {
            console.note("--- " + Words.count(chunk.droppedBytes(), "byte") + " not kept ---");
        }
        write(writer(chunk.stream()), plain(chunk.stream()).take(chunk.text()));
    }

    private PrintWriter writer(OutputStreamName stream) {
        return switch (stream) {
            case STDOUT -> console.out();
            case STDERR -> console.err();
        };
    }

    private PlainStream plain(OutputStreamName stream) {
        return switch (stream) {
            case STDOUT -> standardOutput;
            case STDERR -> standardError;
        };
    }

    private static void write(PrintWriter writer, String text) {
        writer.print(text);
        writer.flush();
    }

    private void flushRest() {
        for (OutputStreamName stream : OutputStreamName.values()) {
            write(writer(stream), plain(stream).rest());
        }
    }

    @Override
    public void close() {
        flushRest();
    }
}
