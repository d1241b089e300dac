package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.runner.worktree.Workplaces;
import dev.signalbox.runner.worktree.port.Author;
import dev.signalbox.runner.worktree.port.Merge;
import dev.signalbox.runner.worktree.port.Repository;
import dev.signalbox.runner.worktree.port.UnfinishedMerge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A repository, by way of the {@code git} program. */
final class GitRepository implements Repository {
    private static final String BRANCHES = "refs/heads/";
    /** Where a reference is expected that must not be there. */
    private static final String NOWHERE = "";

    private final GitProgram git;
    private final Path common;
    private final Path workspace;
    private final String prefix;

    GitRepository(GitProgram git, Path common, Path workspace, String prefix) {
        this.git = git;
        this.common = common;
        this.workspace = workspace;
        this.prefix = prefix;
    }

    @Override
    public String key() {
        return common.toString();
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public Optional<String> head() throws IOException {
        return resolve(workspace, "HEAD^{commit}");
    }

    @Override
    public Optional<String> commitOf(String name) throws IOException {
        return resolve(common, reference(name) + "^{commit}");
    }

    private Optional<String> resolve(Path where, String name) throws IOException {
        GitProgram.Answer answer = git.in(where, "rev-parse", "--quiet", "--verify", "--end-of-options", name)
                .ask();
        return answer.exitCode() == 0 ? Optional.of(answer.text()) : Optional.empty();
    }

    /** A branch must not be mistaken for something else of that name. */
    private static String reference(String name) {
        return name.startsWith("ws/") || name.startsWith("signalbox/") ? BRANCHES + name : name;
    }

    @Override
    public String treeOf(String commit) throws IOException {
        return git.in(common, "rev-parse", "--verify", commit + "^{tree}").run().text();
    }

    @Override
    public boolean create(Map<String, String> references) throws IOException {
        String commands = references.entrySet().stream()
                .map(entry -> "create " + entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        return update("start\n" + commands + "prepare\ncommit\n", references.keySet());
    }

    private boolean update(String commands, Iterable<String> references) throws IOException {
        GitProgram.Answer answer =
                git.in(common, "update-ref", "--stdin").reading(commands).ask();
        if (answer.exitCode() == 0) {
            return true;
        }
        for (String reference : references) {
            if (resolve(common, reference).isPresent()) {
                return false;
            }
        }
        throw new GitFailed("update-ref", answer.exitCode(), answer.errors());
    }

    @Override
    public boolean move(String branch, String from, String to) throws IOException {
        GitProgram.Answer answer =
                git.in(common, "update-ref", BRANCHES + branch, to, from).ask();
        if (answer.exitCode() == 0) {
            return true;
        }
        if (commitOf(branch).filter(from::equals).isPresent()) {
            throw new GitFailed("update-ref", answer.exitCode(), answer.errors());
        }
        return false;
    }

    /** In two calls: the second one may have to be made again, which it could not be if it made the branch, too. */
    @Override
    public void addWorktree(Path directory, String branch, String commit, String use) throws IOException {
        git.in(common, "update-ref", BRANCHES + branch, commit, NOWHERE).run();
        addWorktree(directory, branch, use);
    }

    @Override
    public void addWorktree(Path directory, String branch, String use) throws IOException {
        Files.createDirectories(parent(directory));
        git.in(common, "worktree", "add", "--quiet", "--lock", "--reason", use, directory.toString(), branch)
                .run();
    }

    private static Path parent(Path directory) {
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a worktree cannot be at the root");
        }
        return parent;
    }

    @Override
    public Optional<Path> worktreeOf(String branch) throws IOException {
        Path found = null;
        for (String line :
                git.in(common, "worktree", "list", "--porcelain", "-z").run().records()) {
            if (line.startsWith("worktree ")) {
                found = Path.of(line.substring("worktree ".length()));
            } else if (line.equals("branch " + BRANCHES + branch) && found != null && Files.isDirectory(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> branchOf(Path worktree) throws IOException {
        GitProgram.Answer answer = git.inWorktree(worktree, "symbolic-ref", "--quiet", "--short", "HEAD")
                .ask();
        return answer.exitCode() == 0 ? Optional.of(answer.text()) : Optional.empty();
    }

    @Override
    public Optional<String> lockOf(Path worktree) throws IOException {
        Path lock = ownFile(worktree, "locked");
        return Files.exists(lock) ? Optional.of(Files.readString(lock).strip()) : Optional.empty();
    }

    @Override
    public void use(Path worktree, String use) throws IOException {
        release(worktree);
        if (lockOf(worktree).isEmpty()) {
            git.in(common, "worktree", "lock", "--reason", use, worktree.toString())
                    .run();
        }
    }

    @Override
    public void release(Path worktree) throws IOException {
        if (lockOf(worktree).filter(Workplaces::isUse).isPresent()) {
            git.in(common, "worktree", "unlock", worktree.toString()).ask();
        }
    }

    @Override
    public String commitAll(Path worktree, String branch, Author author, String message)
            throws IOException, UnfinishedMerge {
        Files.deleteIfExists(ownFile(worktree, "index.lock"));
        requireNoConflicts(worktree);
        git.inWorktree(worktree, "add", "--all").run();
        if (!isAsCommitted(worktree) || Files.exists(ownFile(worktree, "MERGE_HEAD"))) {
            git.inWorktree(worktree, "commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-")
                    .by(author)
                    .reading(message)
                    .run();
        }
        String head =
                git.inWorktree(worktree, "rev-parse", "--verify", "HEAD").run().text();
        if (!commitOf(branch).filter(head::equals).isPresent()) {
            git.in(common, "update-ref", BRANCHES + branch, head).run();
        }
        git.inWorktree(worktree, "symbolic-ref", "HEAD", BRANCHES + branch).run();
        return head;
    }

    /** Whether what is staged is what the last commit has. */
    private boolean isAsCommitted(Path worktree) throws IOException {
        GitProgram.Answer answer =
                git.inWorktree(worktree, "diff", "--cached", "--quiet", "HEAD").ask();
        if (answer.exitCode() > 1) {
            throw new GitFailed("diff", answer.exitCode(), answer.errors());
        }
        return answer.exitCode() == 0;
    }

    private void requireNoConflicts(Path worktree) throws IOException, UnfinishedMerge {
        List<String> unmerged = git.inWorktree(worktree, "diff", "--name-only", "-z", "--diff-filter=U")
                .run()
                .records();
        if (!unmerged.isEmpty()) {
            throw new UnfinishedMerge(unmerged.stream().distinct().toList());
        }
    }

    private Path ownFile(Path worktree, String name) throws IOException {
        return Path.of(git.inWorktree(worktree, "rev-parse", "--path-format=absolute", "--git-path", name)
                .run()
                .text());
    }

    @Override
    public String snapshot(Path worktree) throws IOException {
        Path copy = Files.createTempFile("signalbox", ".index");
        try {
            Path index = ownFile(worktree, "index");
            if (Files.exists(index)) {
                Files.copy(index, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
            git.inWorktree(worktree, "add", "--all").withIndex(copy).run();
            String tree =
                    git.inWorktree(worktree, "write-tree").withIndex(copy).run().text();
            String head = git.inWorktree(worktree, "rev-parse", "--verify", "HEAD")
                    .run()
                    .text();
            return tree.equals(treeOf(head))
                    ? head
                    : git.in(common, "commit-tree", "--no-gpg-sign", "-p", head, tree)
                            .withoutTime()
                            .reading("Work so far\n")
                            .run()
                            .text();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public boolean hasChanges(Path worktree) throws IOException {
        return git.inWorktree(worktree, "status", "--porcelain", "-z", "--untracked-files=normal")
                        .run()
                        .output()
                        .length
                > 0;
    }

    @Override
    public Merge merge(String ours, String theirs) throws IOException {
        GitProgram.Answer answer = git.in(
                        common,
                        "merge-tree",
                        "--write-tree",
                        "--name-only",
                        "--no-messages",
                        "--allow-unrelated-histories",
                        "-z",
                        ours,
                        theirs)
                .ask();
        List<String> records = answer.records();
        return switch (answer.exitCode()) {
            case 0 -> new Merge.Clean(records.getFirst().strip());
            case 1 ->
                new Merge.Conflict(records.stream()
                        .skip(1)
                        .filter(path -> !path.isEmpty())
                        .distinct()
                        .toList());
            default -> throw new GitFailed("merge-tree", answer.exitCode(), answer.errors());
        };
    }

    @Override
    public String commit(String tree, List<String> parents, Author author, String message) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("commit-tree", "--no-gpg-sign", tree));
        parents.forEach(parent -> arguments.addAll(List.of("-p", parent)));
        return git.in(common, arguments).by(author).reading(message).run().text();
    }

    @Override
    public Optional<String> mergeBase(String one, String other) throws IOException {
        GitProgram.Answer answer = git.in(common, "merge-base", one, other).ask();
        return answer.exitCode() == 0 ? answer.text().lines().findFirst() : Optional.empty();
    }

    @Override
    public List<FileChange> changes(String from, String to) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        for (String record : git.in(common, "diff", "--numstat", "-z", "--no-renames", "--no-ext-diff", from, to)
                .run()
                .records()) {
            String[] parts = record.split("\t", 3);
            changes.add(new FileChange(parts[2], number(parts[0]), number(parts[1])));
        }
        return changes;
    }

    private static @Nullable Integer number(String text) {
        return text.equals("-") ? null : Integer.valueOf(text);
    }

    @Override
    public int commits(String from, String to) throws IOException {
        return Integer.parseInt(
                git.in(common, "rev-list", "--count", from + ".." + to).run().text());
    }

    @Override
    public boolean contains(String whole, String part) throws IOException {
        GitProgram.Answer answer =
                git.in(common, "merge-base", "--is-ancestor", part, whole).ask();
        if (answer.exitCode() > 1) {
            throw new GitFailed("merge-base", answer.exitCode(), answer.errors());
        }
        return answer.exitCode() == 0;
    }

    @Override
    public Optional<String> find(String after, String upTo, List<String> lines) throws IOException {
        List<String> records = git.in(
                        common, "log", "-z", "--first-parent", "--reverse", "--format=%H%n%B", after + ".." + upTo)
                .run()
                .records();
        for (String record : records) {
            List<String> told = record.lines().toList();
            if (told.containsAll(lines)) {
                return Optional.of(told.getFirst());
            }
        }
        return Optional.empty();
    }

    @Override
    public void keepText(String reference, String text) throws IOException {
        String blob = git.in(common, "hash-object", "-w", "--stdin")
                .reading(text)
                .run()
                .text();
        git.in(common, "update-ref", reference, blob).run();
    }

    @Override
    public Optional<String> text(String reference) throws IOException {
        GitProgram.Answer answer = git.in(common, "cat-file", "blob", reference).ask();
        return answer.exitCode() == 0
                ? Optional.of(new String(answer.output(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    @Override
    public void show(Path worktree, String commit) throws IOException {
        git.inWorktree(worktree, "checkout", "--quiet", "--force", "--detach", commit)
                .run();
    }

    @Override
    public void showBranch(Path worktree, String branch) throws IOException {
        git.inWorktree(worktree, "checkout", "--quiet", "--force", branch).run();
    }

    @Override
    public void remove(Path worktree, String branch) throws IOException {
        git.in(common, "worktree", "remove", "--force", "--force", worktree.toString())
                .run();
        git.in(common, "update-ref", "-d", BRANCHES + branch).run();
    }

    @Override
    public void removeUnchanged(Path worktree, String branch, String commit) throws IOException {
        git.in(common, "worktree", "remove", worktree.toString()).run();
        git.in(common, "update-ref", "-d", BRANCHES + branch, commit).ask();
    }
}
