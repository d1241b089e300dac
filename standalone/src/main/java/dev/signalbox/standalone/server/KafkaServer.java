package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.FreePort;
import java.nio.file.Path;

/** A Kafka broker and controller in one node, with all topics of Signalbox. */
public final class KafkaServer extends Server {
    private KafkaServer(KafkaProgram program, Path directory) {
        super(program, directory);
    }

    /**
     * Starts Kafka on the data of this directory and returns when every topic is there and has a leader.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @throws dev.signalbox.standalone.process.StartException if it does not come up
     */
    public static KafkaServer start(Path directory, int port) {
        return new KafkaServer(new KafkaProgram(directory, FreePort.orThis(port)), directory);
    }

    /** As clients want it in {@code bootstrap.servers}; the same as {@link #address()}. */
    public String bootstrapServers() {
        return address();
    }
}
