package dev.signalbox.definitions.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Task persists across process restart",
                "All directories exist and contain .gitkeep files",
                "All tests pass",
                "The migration runs on an empty database",
                "Test workflow locally or in CI with no violations (should pass)",
                "Verify docs/MAPPING.md contains complete old→new mappings",
                "Ensure README.md accurately describes new structure",
                "Verify .github/workflows/paths.yml is syntactically valid YAML",
                "Validate all internal documentation links still work",
                "Performance test: 100 tasks complete without errors",
                "Patch with out-of-scope file blocked",
                "Bundle renders to valid V1.1 prompt",
                "Routing rules apply correctly",
                "router.config.yaml validates against YAML syntax",
                "diff_hash is consistent across runs",
                "scripts/submit_task.py successfully submits task to queue",
                "scripts/task_status.py displays correct task status",
                "scripts/workstream_metrics.py generates metrics dashboard"
            })
    void what_is_rather_said_than_run_is_a_sentence(String line) {
        assertThat(Prose.isSentence(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "make clean test",
                "make clean build test",
                "make all and more",
                "pytest -q -k error -q",
                "python scripts/paths_index_cli.py scan",
                "ls gui/",
                "pwsh scripts/bootstrap.ps1",
                "python -c 'from aim.bridge import *'",
                "CI=true make all and more",
                "CI=true make this that should pass",
                "poetry run pytest tests",
                "bundle exec rspec spec",
                "yarn workspace backend test",
                "docker compose run backend test",
                "Rscript run.R",
                "Rscript run.R in out",
                "Rscript --vanilla check.R is done",
                "R CMD check package",
                "MSBuild App.sln",
                "Invoke-Pester tests unit",
                "grep -r is in the docs"
            })
    void what_can_be_run_is_no_sentence(String line) {
        assertThat(Prose.isSentence(line)).isFalse();
    }
}
