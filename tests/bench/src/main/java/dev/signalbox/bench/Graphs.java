package dev.signalbox.bench;

import static java.util.stream.Collectors.joining;

import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import java.time.Duration;
import java.util.List;

/** Definitions of the graphs that are measured. */
final class Graphs {
    /** What every step of a graph does. */
    enum Work {
        /** Completes at once in the runner. */
        FAKE("fake: {}"),
        /** A real process. */
        PROCESS("run: [/bin/true]");

        private final String yaml;

        Work(String yaml) {
            this.yaml = yaml;
        }
    }

    /** Three globs of a step each, for steps with numbers. */
    enum Scopes {
        /** Source, tests and a page of a module that four steps share. */
        MODULES("modules that few share", "src/m%1$d/**/*.java", "test/m%1$d/*_test.java", "docs/m%2$d.md"),
        /** Names anywhere, which overlap with every directory. */
        ANYWHERE("names anywhere and directories", "**/*_%1$d.py", "src/m%2$d/", "docs/**/p%2$d.md"),
        /** The same for all. */
        SAME("the same for all", "src/**/*.py", "docs/*", "shared/config.yaml");

        private final String words;
        private final List<String> globs;

        Scopes(String words, String... globs) {
            this.words = words;
            this.globs = List.of(globs);
        }

        String inWords() {
            return words;
        }

        private String of(int step) {
            return globs.stream()
                    .map(glob -> "\"" + glob.formatted(step % 2_500, step) + "\"")
                    .collect(joining(", "));
        }
    }

    private Graphs() {}

    /** 100 chains of 100 steps, each with a write scope of three globs. */
    static RunRequest withScopes(Scopes scopes) {
        StringBuilder yaml = new StringBuilder(
                "apiVersion: signalbox/v1\nname: scopes\nagents: {a: {run: [/bin/true], capacity: 100}}\nsteps:\n");
        for (int step = 0; step < 10_000; step++) {
            yaml.append("  s%d: {files: {write: [%s]}%s}%n"
                    .formatted(step, scopes.of(step), step % 100 == 0 ? "" : ", depends_on: [s" + (step - 1) + "]"));
        }
        return new RunRequest(
                "bench", List.of(new SourceFile("scopes.yaml", yaml.toString())), null, null, false, null);
    }

    /** One step that takes so long. */
    static RunRequest lasting(String name, String workspace, Duration time) {
        String yaml = "apiVersion: signalbox/v1\nname: " + name + "\nsteps: {only: {fake: {duration: " + time.toMillis()
                + "ms}}}\n";
        return new RunRequest(workspace, List.of(new SourceFile(name + ".yaml", yaml)), null, null, false, null);
    }

    /** {@code width} chains side by side, each of {@code length} steps. */
    static RunRequest chains(String name, String workspace, int width, int length, Work work) {
        StringBuilder yaml = new StringBuilder("apiVersion: signalbox/v1\nname: " + name + "\nsteps:\n");
        for (int chain = 0; chain < width; chain++) {
            for (int link = 0; link < length; link++) {
                yaml.append("  s")
                        .append(chain)
                        .append('-')
                        .append(link)
                        .append(": {")
                        .append(work.yaml);
                if (link > 0) {
                    yaml.append(", depends_on: [s")
                            .append(chain)
                            .append('-')
                            .append(link - 1)
                            .append(']');
                }
                yaml.append("}\n");
            }
        }
        SourceFile source = new SourceFile(name + ".yaml", yaml.toString());
        return new RunRequest(workspace, List.of(source), null, null, false, null);
    }
}
