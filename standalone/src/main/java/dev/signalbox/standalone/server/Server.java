package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.AtExit;
import dev.signalbox.standalone.process.ChildProcess;
import dev.signalbox.standalone.process.Program;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running server on a port of 127.0.0.1, in a process of its own. Its data stay in its directory; every start on the
 * same directory finds them again. It ends with this Java virtual machine, unless that is killed.
 *
 * <p>Not safe for use by several threads at once.
 */
public abstract sealed class Server implements AutoCloseable permits KafkaServer, RedisServer, PostgresServer {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Program program;
    private final Path log;
    private final AtExit atExit;
    private ChildProcess current;

    Server(Program program, Path directory) {
        this.program = program;
        this.log = directory.toAbsolutePath().resolve(program.name() + ".log");
        this.current = launch(program, log);
        this.atExit = new AtExit("kill-" + program.name(), this::killCurrent);
    }

    /** The port on 127.0.0.1; the same in every life. */
    public final int port() {
        return program.port();
    }

    /** Host and port, as {@code 127.0.0.1:PORT}. */
    public final String address() {
        return "127.0.0.1:" + port();
    }

    /** The process of the current (or last) life. */
    public final Process process() {
        return current.process();
    }

    public final long pid() {
        return current.identity().pid();
    }

    /** Where the output of all its lives goes. */
    public final Path log() {
        return log;
    }

    /** Ends the server in good order; returns when the process and all its children are gone. */
    public final void stop() {
        current.stop(GRACE);
    }

    /** SIGKILL for the server and all its children; returns when they are gone. */
    public final void kill() {
        current.kill();
    }

    /** Starts it again on the same port and data, after {@link #stop()} or {@link #kill()}; returns when it is ready. */
    public final void startAgain() {
        current.kill();
        current = launch(program, log);
    }

    @Override
    public final void close() {
        stop();
        atExit.close();
    }

    private void killCurrent() {
        current.kill();
    }

    private static ChildProcess launch(Program program, Path log) {
        ChildProcess started = ChildProcess.start(program, log);
        try {
            started.awaitReady(START);
            return started;
        } catch (RuntimeException notReady) {
            started.kill();
            throw notReady;
        }
    }
}
