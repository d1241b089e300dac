package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.FreePort;
import java.nio.file.Path;

/** PostgreSQL 17 with one role and one database, both named {@code signalbox}. */
public final class PostgresServer extends Server {
    private final PostgresProgram program;

    private PostgresServer(PostgresProgram program, Path directory) {
        super(program, directory);
        this.program = program;
    }

    /**
     * Starts PostgreSQL on the data of this directory and returns when it accepts connections. Works as root too, which
     * PostgreSQL itself refuses.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @throws dev.signalbox.standalone.process.StartException if it does not come up
     */
    public static PostgresServer start(Path directory, int port) {
        return new PostgresServer(new PostgresProgram(directory, FreePort.orThis(port)), directory);
    }

    /** As Flyway and JDBC want it: {@code jdbc:postgresql://127.0.0.1:PORT/signalbox}. */
    public String jdbcUrl() {
        return program.jdbcUrl();
    }

    /** As the reactive client wants it: {@code postgresql://127.0.0.1:PORT/signalbox}. */
    public String reactiveUrl() {
        return program.reactiveUrl();
    }

    public String username() {
        return program.username();
    }

    public String password() {
        return program.password();
    }
}
