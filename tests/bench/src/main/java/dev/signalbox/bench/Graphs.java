package dev.signalbox.bench;

import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
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

    private Graphs() {}

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
