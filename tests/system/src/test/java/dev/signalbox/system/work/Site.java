package dev.signalbox.system.work;

import dev.signalbox.system.proof.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the agents of one test work: a workspace, and outside of it their scripts and the ledger that each of them writes.
 *
 * @param workspace the directory that the runs are about
 * @param ledger what the agents say they did
 * @param scripts where the scripts are
 */
public record Site(Path workspace, Ledger ledger, Path scripts) {
    /** Notes in the ledger that it begins and ends; what is between is the caller's. */
    private static final String NOTE = """
            note() {
              echo "$1 $SIGNALBOX_RUN $SIGNALBOX_STEP $SIGNALBOX_ATTEMPT $SIGNALBOX_EPOCH $$ $(date +%s%N)" >>'LEDGER'
            }
            note start
            """;

    private static final String WORKER = """
            sleep "$1"
            note end
            [ "$SIGNALBOX_ATTEMPT" -gt "${2:-0}" ]
            """;

    /** Forks twice, once into a session of its own, and ignores every request to end. */
    private static final String STUBBORN = """
            trap '' TERM INT HUP
            sh -c "trap '' TERM INT HUP; while :; do sleep 1; done" &
            setsid sh -c "trap '' TERM INT HUP; while :; do sleep 1; done" &
            while :; do sleep 1; done
            """;

    /** At the first attempt it stays for ever, children and all; later it ends at once. */
    private static final String STAYS_ONCE = """
            if [ "$SIGNALBOX_ATTEMPT" -eq 1 ]; then
              sleep 1000 &
              setsid sleep 1000 &
              sleep 1000
            fi
            note end
            """;

    /** A new site below a directory. */
    public static Site below(Path directory) {
        try {
            Path workspace =
                    Files.createDirectories(directory.resolve("workspace")).toRealPath();
            Path scripts = Files.createDirectories(directory.resolve("scripts")).toRealPath();
            Path ledger = scripts.resolve("ledger.txt");
            Files.createFile(ledger);
            write(scripts.resolve("worker.sh"), ledger, WORKER);
            write(scripts.resolve("stubborn.sh"), ledger, STUBBORN);
            write(scripts.resolve("stays-once.sh"), ledger, STAYS_ONCE);
            return new Site(workspace, new Ledger(ledger), scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Works for so many seconds and succeeds. */
    public List<String> working(double seconds) {
        return List.of("sh", script("worker.sh"), Double.toString(seconds));
    }

    /** The same, but the first attempts fail. */
    public List<String> failingAtFirst(double seconds, int failures) {
        return List.of("sh", script("worker.sh"), Double.toString(seconds), Integer.toString(failures));
    }

    /** Never ends, has forked, and ignores TERM. */
    public List<String> stubborn() {
        return List.of("sh", script("stubborn.sh"));
    }

    /** Never ends at the first attempt; later ends at once. */
    public List<String> stayingOnce() {
        return List.of("sh", script("stays-once.sh"));
    }

    private String script(String name) {
        return scripts.resolve(name).toString();
    }

    private static void write(Path script, Path ledger, String body) throws IOException {
        Files.writeString(script, NOTE.replace("LEDGER", ledger.toString()) + body);
    }
}
