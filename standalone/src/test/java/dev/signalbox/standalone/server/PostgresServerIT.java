package dev.signalbox.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    Path directory;

    @Test
    void what_was_written_is_there_after_a_kill_and_after_a_stop_on_the_same_port() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(directory, 0)) {
            int port = postgres.port();
            execute(postgres, "create table run (id text)");
            // A kill may take the last commits that nobody synced; the one that this waits for it may not.
            execute(postgres, "set synchronous_commit = on; insert into run values ('one')");

            postgres.kill();
            postgres.startAgain();
            assertThat(runs(postgres)).containsExactly("one");

            postgres.stop();
            postgres.startAgain();
            assertThat(runs(postgres)).containsExactly("one");
            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    @Test
    void a_process_id_that_belongs_to_a_stranger_now_does_not_keep_it_from_starting() throws SQLException, IOException {
        try (PostgresServer postgres = PostgresServer.start(directory, 0)) {
            postgres.kill();
            Path pidFile = directory.resolve("cluster/postmaster.pid");
            List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
            lines.set(0, Long.toString(ProcessHandle.current().pid()));
            lines.set(2, "1000000000");
            Files.write(pidFile, lines);

            postgres.startAgain();

            execute(postgres, "select 1");
        }
    }

    @Test
    void a_stop_does_not_wait_for_clients_to_leave() throws SQLException {
        try (PostgresServer postgres = PostgresServer.start(directory, 0);
                Connection client = connection(postgres)) {
            assertThat(client.isValid(1)).isTrue();

            postgres.stop();

            assertThat(postgres.process().exitValue()).isZero();
        }
    }

    private static Connection connection(PostgresServer postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    private static void execute(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = connection(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> runs(PostgresServer postgres) throws SQLException {
        try (Connection connection = connection(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from run")) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }
}
