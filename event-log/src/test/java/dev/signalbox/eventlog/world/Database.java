package dev.signalbox.eventlog.world;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into PostgreSQL behind the service's back. */
public final class Database {
    private Database() {}

    public static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                Servers.postgres().jdbcUrl(),
                Servers.postgres().username(),
                Servers.postgres().password());
    }

    /** Every row as its columns joined by {@code |}, null as {@code -}. */
    public static List<String> rows(String sql, Object... values) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        String value = found.getString(column);
                        row.add(value == null ? "-" : value);
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one value of a statement that gives one. */
    public static long number(String sql, Object... values) {
        return Long.parseLong(rows(sql, values).getFirst());
    }

    public static void execute(String sql) {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Everything that is remembered, in a fixed order. */
    public static List<String> everything() {
        List<String> all = new ArrayList<>();
        for (String table : List.of("runs", "steps", "events", "output_chunks", "admissions", "missing_events")) {
            rows("select row_to_json(t)::text from " + table + " t order by 1")
                    .forEach(row -> all.add(table + " " + row));
        }
        return all;
    }
}
