package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.Readiness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of one line of shell, ready as soon as it has made the file {@code ready} in its directory. */
record ShellProgram(String name, Path directory, String script) implements Program {
    @Override
    public int port() {
        return 1;
    }

    @Override
    public void prepare() {}

    @Override
    public Launch launch() {
        return new Launch(List.of("sh", "-c", script), Map.of(), directory);
    }

    @Override
    public Readiness readiness() {
        return Files.exists(directory.resolve("ready")) ? Readiness.ready() : Readiness.waitsFor("the file ready");
    }
}
