package dev.signalbox.runner.process.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that the kernel writes for whoever reads. */
final class KernelFiles {
    private KernelFiles() {}

    /** Nothing, when there is no such file, or none any more. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** A counter in a file of lines of a key and a number; 0 when it is not there. */
    static long count(Path file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(
                        line -> Long.parseLong(line.substring(key.length() + 1).strip()))
                .sum();
    }
}
