package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, and a new cluster made with them. */
final class PostgresCluster {
    private static final int SECONDS = 60;
    private static final Map<String, String> UTC = Map.of("LC_ALL", "C", "TZ", "UTC", "PGTZ", "UTC");

    private PostgresCluster() {}

    /** The launch of one of the programs, as a user that PostgreSQL accepts. */
    static Launch launch(String program, Path directory, List<String> arguments, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(PostgresUser.prefix());
        command.add(binaries().resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        new TreeMap<>(settings).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return new Launch(command, UTC, directory);
    }

    /** Makes a new cluster in this directory with one superuser and one database of the same name; replaces what is there. */
    static void create(Path directory, Path cluster, String name, Path passwordFile) throws IOException {
        Directories.delete(cluster);
        run(
                launch(
                        "initdb",
                        directory,
                        List.of(
                                "--pgdata=" + cluster,
                                "--username=" + name,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--no-locale",
                                "--no-instructions"),
                        Map.of()),
                "");
        run(
                launch("postgres", directory, List.of("--single", "-D", cluster.toString(), "postgres"), Map.of()),
                "CREATE DATABASE %s;%n".formatted(name));
    }

    private static void run(Launch launch, String input) throws IOException {
        Path log = launch.directory().resolve("initialization.log");
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        try {
            process.outputWriter(StandardCharsets.UTF_8).append(input).close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("Its cluster could not be made. " + new LogFile(log).lastLines());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while its cluster was made.", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path binaries() throws IOException {
        return ServerBinaries.unpacked("postgres-17.6.0", "/postgres-linux-x86_64.txz", PostgresCluster::unpack);
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("The archive of PostgreSQL has an entry outside of it: " + entry.getName());
                }
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
                Executables.allow(target);
            }
        }
    }
}
