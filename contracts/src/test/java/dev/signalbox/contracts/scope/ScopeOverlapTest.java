package dev.signalbox.contracts.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeOverlapTest {
    private static final FileScope READS = new FileScope(List.of("src/**"), List.of());
    private static final FileScope READS_MORE = new FileScope(List.of("**/*.java"), List.of());
    private static final FileScope WRITES = new FileScope(List.of(), List.of("docs/", "src/api/*.java"));

    @Test
    void two_readers_share_everything() {
        assertThat(ScopeOverlap.between(READS, READS_MORE)).isEmpty();
    }

    @Test
    void a_writer_meets_a_reader_and_says_where() {
        assertThat(ScopeOverlap.between(READS, WRITES))
                .contains(new ScopeOverlap("src/**", "src/api/*.java", "src/api/a.java"));
        assertThat(ScopeOverlap.between(WRITES, READS))
                .contains(new ScopeOverlap("src/api/*.java", "src/**", "src/api/a.java"));
    }

    @Test
    void two_writers_meet() {
        assertThat(ScopeOverlap.between(WRITES, WRITES)).contains(new ScopeOverlap("docs/", "docs/", "docs"));
    }

    @Test
    void who_claims_nothing_meets_nobody() {
        assertThat(ScopeOverlap.between(FileScope.NONE, WRITES)).isEmpty();
        assertThat(ParsedScope.of(FileScope.NONE).claimsNothing()).isTrue();
    }
}
