package dev.signalbox.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path directory;

    @Test
    void what_is_there_is_told_with_its_path_and_version_and_what_is_not_with_what_to_do() throws IOException {
        program("git", "echo git version 2.43.0");
        program("claude", "echo '2.1.197 (Claude Code)'; echo more");
        program("codex", "exit 3");

        CommandRun doctor = signalbox("doctor", "--port", "0");

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isZero();
        assertThat(doctor.outLines())
                .anyMatch(line -> line.matches("git +ok +git version 2.43.0, " + directory + "/bin/git"))
                .anyMatch(line -> line.matches("claude +ok +2.1.197 \\(Claude Code\\), .*/bin/claude"))
                .anyMatch(line -> line.matches("codex +ok +no version, .*/bin/codex"))
                .anyMatch(line -> line.matches("aider +warn +not found on the PATH"))
                .anyMatch(line -> line.startsWith("aider: agents of type aider need it ("))
                .anyMatch(line -> line.matches("stack +ok +none was started.*"));
    }

    @Test
    void what_nothing_works_without_is_exit_code_1_and_json_says_the_same() throws IOException {
        Files.createDirectories(directory.resolve("bin"));

        CommandRun doctor = signalbox("doctor", "--port", "0", "--json");

        assertThat(doctor.exitCode()).isEqualTo(1);
        JsonNode findings = ContractJson.mapper().readTree(doctor.out());
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.path("check").asText()).isEqualTo("git");
            assertThat(finding.path("status").asText()).isEqualTo("missing");
            assertThat(finding.path("advice").asText()).isEqualTo("install git 2.38 or newer");
        });
    }

    @Test
    void an_old_git_is_a_warning_and_a_door_that_does_not_answer_is_missing() throws IOException {
        program("git", "echo git version 2.25.1");

        CommandRun doctor = signalbox("doctor", "--port", "0", "--url", "http://127.0.0.1:1");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.outLines())
                .anyMatch(line -> line.matches("git +warn +git version 2.25.1.*"))
                .anyMatch(line -> line.matches("door +missing +.*"));
    }

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("PATH", directory.resolve("bin").toString()), arguments);
    }

    private void program(String name, String script) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path program = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
