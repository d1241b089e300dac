package dev.signalbox.cli.teams;

import dev.signalbox.definitions.format.teams.PipelinesFormat;
import dev.signalbox.definitions.format.teams.TeamsFormat;
import java.util.List;

/** What a configuration directory holds. */
enum Kind {
    TEAM("team", TeamsFormat.NAME, List.of("teams.yaml", "teams.yml")),
    PIPELINE(
            "pipeline",
            PipelinesFormat.NAME,
            List.of("pipelines.yaml", "pipelines.yml", "agent-chain.yaml", "agent-chain.yml"));

    private final String word;
    private final String format;
    private final List<String> files;

    Kind(String word, String format, List<String> files) {
        this.word = word;
        this.format = format;
        this.files = files;
    }

    /** What one of them is called. */
    String word() {
        return word;
    }

    /** The input format that reads them, which is also what several of them are called. */
    String format() {
        return format;
    }

    /** The names of the files that hold them. */
    List<String> files() {
        return files;
    }
}
