package dev.signalbox.standalone.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Follows a file that another process writes. */
final class LogTail implements AutoCloseable {
    private final RandomAccessFile file;
    private String incompleteLine = "";

    private LogTail(RandomAccessFile file) {
        this.file = file;
    }

    /** Follows what is appended from now on; makes the file if there is none. */
    static LogTail fromNowOn(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        file.seek(file.length());
        return new LogTail(file);
    }

    /** The lines that were completed since the last call. */
    List<String> newLines() throws IOException {
        byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(bytes);
        String text = incompleteLine + new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        incompleteLine = text.substring(end);
        return text.substring(0, end).lines().toList();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
