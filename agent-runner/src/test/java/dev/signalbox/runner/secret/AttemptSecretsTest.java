package dev.signalbox.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.secret.adapter.RunnerSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptSecretsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("API_KEY", "sk-123456", "SHORT", "12345", "SIGNALBOX_CALLBACK_SECRET", "the secret of the runner");

    @TempDir
    Path directory;

    @Test
    void a_variable_of_the_runner_and_a_file_of_its_directory_are_given_by_name() throws Exception {
        Files.createDirectory(directory.resolve("shop"));
        Files.writeString(directory.resolve("shop/key.pem"), "line one\nline two\n");

        AttemptSecrets secrets = secrets(Map.of("KEY", "env:API_KEY", "PEM", "file:shop/key.pem"));

        assertThat(secrets.variables())
                .containsOnly(Map.entry("KEY", "sk-123456"), Map.entry("PEM", "line one\nline two"));
        assertThat(secrets).hasToString("AttemptSecrets[KEY, PEM]");
        assertThat(secrets.redactor().text("sk-123456")).isEqualTo("[redacted:KEY]");
    }

    @Test
    void what_cannot_be_had_is_refused_with_a_reason_that_has_no_value() throws IOException {
        Files.writeString(directory.resolve("empty"), "");
        Path outside = Files.writeString(directory.resolveSibling("outside-" + directory.getFileName()), "not yours");
        Files.createSymbolicLink(directory.resolve("link"), outside);

        refused("env:NOTHING", "the secret KEY (env:NOTHING) cannot be had: this runner has no such variable");
        refused("env:SIGNALBOX_CALLBACK_SECRET", "this runner does not give that variable to attempts");
        refused(
                "env:SHORT",
                "the secret KEY (env:SHORT) has fewer than 6 characters, too few to be kept out of output");
        refused("file:empty", "has fewer than 6 characters");
        refused("file:nothing", "has no such file");
        refused("file:../" + outside.getFileName(), "not a file in the runner's directory of secrets");
        refused("file:" + outside, "not a file in the runner's directory of secrets");
        refused("file:link", "not a file in the runner's directory of secrets");
        assertThatThrownBy(() -> secrets(Map.of("KEY", "sk-123456")))
                .hasMessage("the secret KEY must be named by env:NAME or file:PATH");
        Files.delete(outside);
    }

    @Test
    void a_runner_may_permit_some_variables_only() {
        RunnerSecrets source = new RunnerSecrets(ENVIRONMENT, Optional.of(Set.of("OTHER")), Optional.empty());

        assertThatThrownBy(() -> AttemptSecrets.of(
                        new AgentAccess(null, Map.of("KEY", "env:API_KEY")), Map.of(), List.of(), source))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("does not give that variable");
        assertThatThrownBy(() ->
                        AttemptSecrets.of(new AgentAccess(null, Map.of("KEY", "file:a")), Map.of(), List.of(), source))
                .hasMessageContaining("signalbox.runner.secrets-directory");
    }

    @Test
    void a_secret_does_not_become_a_variable_that_runs_other_code() {
        assertThatThrownBy(() -> secrets(Map.of("LD_PRELOAD", "env:API_KEY")))
                .isInstanceOf(Refusal.class)
                .hasMessage("a secret may not be given as these variables: LD_PRELOAD");
    }

    private void refused(String reference, String reason) {
        assertThatThrownBy(() -> secrets(Map.of("KEY", reference)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("not yours", "12345 ", "the secret of the runner");
    }

    private AttemptSecrets secrets(Map<String, String> references) throws Refusal {
        return AttemptSecrets.of(
                new AgentAccess(null, references),
                Map.of(),
                List.of(),
                new RunnerSecrets(ENVIRONMENT, Optional.empty(), Optional.of(directory)));
    }
}
