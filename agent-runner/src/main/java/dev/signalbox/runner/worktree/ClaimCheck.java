package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.FileScope;
import java.util.List;

/** Compares what an attempt has changed with what its step said it would write. */
final class ClaimCheck {
    private final ParsedScope scope;
    private final String prefix;

    /** @param prefix where the workspace is in the repository */
    ClaimCheck(FileScope scope, String prefix) {
        this.scope = ParsedScope.of(scope);
        this.prefix = prefix;
    }

    /** The paths outside the write scope. A step that says nothing of files may write all of them. */
    List<String> outside(List<FileChange> changes) {
        return scope.claimsNothing()
                ? List.of()
                : changes.stream()
                        .map(FileChange::path)
                        .filter(path -> !isWithin(path))
                        .toList();
    }

    private boolean isWithin(String path) {
        return path.startsWith(prefix)
                && scope.write().stream().anyMatch(pattern -> pattern.matches(path.substring(prefix.length())));
    }
}
