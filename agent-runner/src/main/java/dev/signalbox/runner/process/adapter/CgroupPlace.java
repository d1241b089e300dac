package dev.signalbox.runner.process.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the cgroup, of version 2, that this process is in. */
final class CgroupPlace {
    private static final String VERSION_2 = "0::";
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private CgroupPlace() {}

    /**
     * Its directory; empty when there is none.
     *
     * @param proc {@code /proc/self}
     */
    static Optional<Path> own(Path proc) throws IOException {
        Optional<String> own;
        try (Stream<String> lines = Files.lines(proc.resolve("cgroup"))) {
            own = lines.filter(line -> line.startsWith(VERSION_2))
                    .map(line -> line.substring(VERSION_2.length()))
                    .findFirst();
        }
        try (Stream<String> mounts = Files.lines(proc.resolve("mountinfo"))) {
            Optional<String[]> mount = mounts.filter(line -> line.contains(" - cgroup2 "))
                    .map(line -> line.split(" "))
                    .findFirst();
            return own.flatMap(path -> mount.map(fields -> below(fields, path)));
        }
    }

    private static Path below(String[] mount, String path) {
        String inside =
                mount[ROOT].equals("/") || !path.startsWith(mount[ROOT]) ? path : path.substring(mount[ROOT].length());
        return Path.of(mount[MOUNT_POINT]).resolve(inside.replaceFirst("^/+", ""));
    }
}
