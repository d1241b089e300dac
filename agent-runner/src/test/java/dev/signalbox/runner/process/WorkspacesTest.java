package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspacesTest {
    @TempDir
    Path directory;

    @Test
    void an_absolute_path_means_itself() throws IOException {
        Path repository = Files.createDirectory(directory.resolve("repository"));

        assertThat(workspaces(Map.of()).directory(new WorkspaceId(repository.toString())))
                .isEqualTo(repository.toRealPath());
    }

    @Test
    void an_absolute_path_that_is_no_directory_is_refused_and_not_created() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> workspaces(Map.of()).directory(new WorkspaceId(missing.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a directory on this runner");
        assertThat(missing).doesNotExist();
    }

    @Test
    void a_configured_name_is_looked_up() throws IOException {
        Path repository = Files.createDirectory(directory.resolve("repository"));

        assertThat(workspaces(Map.of("shop", repository)).directory(new WorkspaceId("shop")))
                .isEqualTo(repository.toRealPath());
    }

    @Test
    void any_other_name_gets_a_directory_of_its_own_inside() throws IOException {
        Workspaces workspaces = workspaces(Map.of());

        Path up = workspaces.directory(new WorkspaceId("../../etc"));
        Path dots = workspaces.directory(new WorkspaceId(".."));
        Path shop = workspaces.directory(new WorkspaceId("shop/front"));
        Path other = workspaces.directory(new WorkspaceId("shop%002ffront"));

        assertThat(up).isDirectory().hasParent(directory.resolve("others"));
        assertThat(dots).isDirectory().hasParent(directory.resolve("others"));
        assertThat(shop).isDirectory().isNotEqualTo(other);
    }

    @Test
    void very_long_names_stay_apart() {
        String beginning = "x".repeat(900);

        assertThat(Workspaces.directoryName(new WorkspaceId(beginning + "a")))
                .hasSizeLessThan(255)
                .isNotEqualTo(Workspaces.directoryName(new WorkspaceId(beginning + "b")));
    }

    private Workspaces workspaces(Map<String, Path> configured) {
        return new Workspaces(configured, directory.resolve("others"));
    }
}
