package dev.signalbox.contracts.spec;

import java.util.List;

/**
 * The files a step reads and writes, as path patterns relative to the workspace. While a step is in flight it holds its scope as a
 * claim. The grammar of a pattern is that of {@link dev.signalbox.contracts.scope.PathPattern}.
 *
 * @param read patterns that other readers may share
 * @param write patterns that nobody else may touch
 */
public record FileScope(List<String> read, List<String> write) {
    public static final FileScope NONE = new FileScope(List.of(), List.of());

    public FileScope {
        read = List.copyOf(read);
        write = List.copyOf(write);
    }

    public boolean claimsNothing() {
        return read.isEmpty() && write.isEmpty();
    }
}
