package dev.signalbox.eventlog.ingest.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the history is kept. */
@ConfigMapping(prefix = "signalbox.event-log.database")
public interface DatabaseConfig {
    /** Host, port and name of the database, as {@code postgresql://host:port/name}. */
    @WithDefault("postgresql://127.0.0.1:5432/signalbox")
    String url();

    @WithDefault("signalbox")
    String username();

    @WithDefault("signalbox")
    String password();
}
