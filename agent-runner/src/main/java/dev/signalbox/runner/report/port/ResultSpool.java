package dev.signalbox.runner.report.port;

import dev.signalbox.runner.report.UnsentResult;
import java.io.IOException;
import java.util.List;

/** Results on disk that could not be sent yet. Thread-safe. */
public interface ResultSpool {
    /** Some results that are stored together. */
    record Segment(String name, List<UnsentResult> results) {
        public Segment {
            results = List.copyOf(results);
        }
    }

    /** Stores results; when it returns, they survive a power failure. */
    Segment store(List<UnsentResult> results) throws IOException;

    /** All of a segment's results have been sent. */
    void remove(Segment segment);

    /** What is stored, in the order in which it was. */
    List<Segment> stored() throws IOException;
}
