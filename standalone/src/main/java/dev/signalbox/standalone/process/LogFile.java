package dev.signalbox.standalone.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The output of one process over all its lives. When a life begins and the file is large, it is put aside once. */
public record LogFile(Path path) {
    private static final long LARGE = 32L << 20;
    private static final int TAIL_BYTES = 8 << 10;
    private static final int TAIL_LINES = 12;

    ProcessBuilder.Redirect openForAppending() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        if (Files.exists(path) && Files.size(path) > LARGE) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return ProcessBuilder.Redirect.appendTo(path.toFile());
    }

    /** The end of the log, a dozen lines at most, under a line that says where the rest is. */
    public String lastLines() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).strip().lines().toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "The end of %s:%n  %s".formatted(path, String.join(System.lineSeparator() + "  ", last));
        } catch (IOException unreadable) {
            return "Its log %s cannot be read.".formatted(path);
        }
    }
}
