package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.worktree.port.Author;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code git} program, called with argument lists. Nothing of the user's own configuration, hooks, editors, keys or credentials has a
 * part in it; what the repository itself configures, filters for example, has. A lock that somebody else holds is waited for.
 */
final class GitProgram {
    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.quotePath=false",
            "commit.gpgSign=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "advice.detachedHead=false",
            "merge.renames=true",
            // A user who does not want to see new files would have them removed with their worktree.
            "status.showUntrackedFiles=normal");
    /**
     * A file of that name is there, or another worktree is half made: somebody is at work, for a moment. A reference that is elsewhere than
     * expected is no lock.
     */
    private static final Pattern LOCKED = Pattern.compile(
            "\\.lock': File exists|could not lock config file|failed to read \\S*worktrees/\\S+/commondir");

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);
    private static final String LONG_AGO = "@0 +0000";
    private static final long LONGEST_REST_MILLIS = 250;
    private static final Author SELF = new Author("Signalbox", "signalbox@signalbox.invalid");

    private final String program;
    private final String path;
    private final String node;
    private final Duration timeout;

    /**
     * @param program the name of the program, or where it is
     * @param path where programs are looked for
     * @param node marks its processes as belonging to this runner, so that none outlives a crash for long
     * @param timeout how long one call may take
     */
    GitProgram(String program, String path, String node, Duration timeout) {
        this.program = program;
        this.path = path;
        this.node = node;
        this.timeout = timeout;
    }

    /** What a call has printed, and its exit code. */
    record Answer(int exitCode, byte[] output, String errors) {
        /** Without the line end at its end. */
        String text() {
            String text = new String(output, StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }

        /** What stands between the NUL characters. */
        List<String> records() {
            List<String> records = new ArrayList<>();
            int start = 0;
            for (int at = 0; at < output.length; at++) {
                if (output[at] == 0) {
                    records.add(new String(output, start, at - start, StandardCharsets.UTF_8));
                    start = at + 1;
                }
            }
            if (start < output.length) {
                records.add(new String(output, start, output.length - start, StandardCharsets.UTF_8));
            }
            return records;
        }
    }

    /** A call of git, as it is put together. */
    final class Call {
        private final Path directory;
        private final List<String> arguments;
        private @Nullable Author author;
        private @Nullable Path index;
        private boolean timeless;
        private boolean bounded;
        private byte[] input = {};

        private Call(Path directory, List<String> arguments) {
            this.directory = directory;
            this.arguments = List.copyOf(arguments);
        }

        Call by(Author who) {
            author = who;
            return this;
        }

        Call withIndex(Path file) {
            index = file;
            return this;
        }

        /** The same commit has the same id whenever it is made. */
        Call withoutTime() {
            timeless = true;
            return this;
        }

        Call reading(String text) {
            input = text.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        /** The answer when it is one of success. */
        Answer run() throws IOException {
            Answer answer = ask();
            if (answer.exitCode() != 0) {
                throw new GitFailed(arguments.getFirst(), answer.exitCode(), answer.errors());
            }
            return answer;
        }

        /** The answer, whatever it is; a lock that somebody holds is no answer. */
        Answer ask() throws IOException {
            long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
            for (long rest = 5; ; rest = Math.min(2 * rest, LONGEST_REST_MILLIS)) {
                Answer answer = once();
                if (answer.exitCode() == 0
                        || !LOCKED.matcher(answer.errors()).find()
                        || System.nanoTime() - deadline > 0) {
                    return answer;
                }
                rest(rest);
            }
        }

        private Answer once() throws IOException {
            Process process = process().start();
            try {
                AtomicReference<byte[]> errors = new AtomicReference<>(new byte[0]);
                Thread reader = Thread.ofPlatform()
                        .daemon()
                        .name("signalbox-git-errors")
                        .start(() -> errors.set(allOf(process.getErrorStream())));
                Thread watch = Thread.ofPlatform()
                        .daemon()
                        .name("signalbox-git-timeout")
                        .start(() -> endsInTime(process));
                give(process);
                byte[] output = process.getInputStream().readAllBytes();
                int exitCode = process.waitFor();
                watch.join();
                reader.join();
                return new Answer(exitCode, output, new String(errors.get(), StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("git was interrupted");
            }
        }

        /** Git may end before it has read all of it, and then says why. */
        private void give(Process process) {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input);
            } catch (IOException e) {
                // what it has not read does not matter: its exit code and its errors say what became of it
            }
        }

        private ProcessBuilder process() {
            List<String> command = new ArrayList<>();
            command.add(program);
            SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("PATH", path);
            environment.put("LC_ALL", "C");
            environment.put("GIT_CONFIG_NOSYSTEM", "1");
            environment.put("GIT_CONFIG_GLOBAL", File.separator + "dev/null");
            environment.put("GIT_TERMINAL_PROMPT", "0");
            environment.put("GIT_EDITOR", "true");
            environment.put("GIT_ASKPASS", "true");
            environment.put("GIT_MERGE_AUTOEDIT", "no");
            environment.put("GIT_OPTIONAL_LOCKS", "0");
            environment.put(Marker.VARIABLE, node + "/git");
            Author who = author == null ? SELF : author;
            environment.put("GIT_AUTHOR_NAME", who.name());
            environment.put("GIT_AUTHOR_EMAIL", who.email());
            environment.put("GIT_COMMITTER_NAME", SELF.name());
            environment.put("GIT_COMMITTER_EMAIL", SELF.email());
            Path above = directory.getParent();
            if (bounded && above != null) {
                environment.put("GIT_CEILING_DIRECTORIES", above.toString());
            }
            if (timeless) {
                environment.put("GIT_AUTHOR_DATE", LONG_AGO);
                environment.put("GIT_COMMITTER_DATE", LONG_AGO);
            }
            if (index != null) {
                environment.put("GIT_INDEX_FILE", index.toString());
            }
            return builder;
        }

        private void endsInTime(Process process) {
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Call in(Path directory, String... arguments) {
        return new Call(directory, List.of(arguments));
    }

    /** In a worktree and nowhere else: whoever works in it may have removed what makes it one, and it may stand in another repository. */
    Call inWorktree(Path worktree, String... arguments) {
        Call call = new Call(worktree, List.of(arguments));
        call.bounded = true;
        return call;
    }

    Call in(Path directory, List<String> arguments) {
        return new Call(directory, arguments);
    }

    private static byte[] allOf(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            return ("its errors could not be read: " + e.getMessage()).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void rest(long milliseconds) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("git was interrupted");
        }
    }
}
