package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.Repositories;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Repositories of git 2.38 or newer: that is the first one which merges in memory. */
public final class GitRepositories implements Repositories {
    private static final int MAJOR = 2;
    private static final int MINOR = 38;
    private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+).*");
    private static final Path ANYWHERE = Path.of("/");

    private final GitProgram git;
    private volatile boolean usable;

    /**
     * @param program the name of the program, or where it is
     * @param path where programs are looked for
     * @param node the id of the runner's place, which marks its processes
     * @param timeout how long one call may take
     */
    public GitRepositories(String program, String path, String node, Duration timeout) {
        this.git = new GitProgram(program, path, node, timeout);
    }

    @Override
    public Repository at(Path directory) throws IOException, CannotIsolate {
        requireGit();
        GitProgram.Answer answer = git.in(
                        directory,
                        "rev-parse",
                        "--path-format=absolute",
                        "--git-common-dir",
                        "--is-bare-repository",
                        "--show-prefix")
                .ask();
        List<String> lines = answer.text().lines().toList();
        if (answer.exitCode() != 0 || lines.size() < 2) {
            throw new CannotIsolate("the workspace is not in a git repository, which a worktree needs"
                    + (answer.errors().contains("dubious ownership")
                            ? ": its repository belongs to another user"
                            : ""));
        }
        if (lines.get(1).equals("true")) {
            throw new CannotIsolate("the workspace is a bare repository");
        }
        String prefix = lines.size() > 2 ? lines.get(2) : "";
        return new GitRepository(git, Path.of(lines.getFirst()).toRealPath(), directory, prefix);
    }

    private void requireGit() throws CannotIsolate {
        if (usable) {
            return;
        }
        String version;
        try {
            version = git.in(ANYWHERE, "--version").run().text();
        } catch (IOException e) {
            throw new CannotIsolate("git is needed for worktrees, and does not run here: " + e.getMessage());
        }
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()
                || !isNewEnough(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))) {
            throw new CannotIsolate("worktrees need git " + MAJOR + "." + MINOR + " or newer; here is " + version);
        }
        usable = true;
    }

    private static boolean isNewEnough(int major, int minor) {
        return major > MAJOR || (major == MAJOR && minor >= MINOR);
    }
}
