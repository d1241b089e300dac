package dev.signalbox.runner.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptLeaseTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_lease_runs_out_when_its_usable_time_has_passed_since_the_report_was_sent() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), 100 * SECOND);

        assertThat(lease.ranOut(111 * SECOND)).isFalse();
        assertThat(lease.ranOut(111 * SECOND + 1)).isTrue();
    }

    @Test
    void an_acknowledged_report_renews_it_from_the_time_it_was_sent() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), 100 * SECOND);

        lease.renewedBy(103 * SECOND);

        assertThat(lease.ranOut(114 * SECOND)).isFalse();
        assertThat(lease.ranOut(115 * SECOND)).isTrue();
    }

    @Test
    void a_late_acknowledgement_of_an_older_report_takes_nothing_back() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), 100 * SECOND);

        lease.renewedBy(106 * SECOND);
        lease.renewedBy(103 * SECOND);

        assertThat(lease.ranOut(116 * SECOND)).isFalse();
    }

    @Test
    void a_report_that_was_sent_after_it_ran_out_renews_nothing() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), 100 * SECOND);

        lease.renewedBy(112 * SECOND);

        assertThat(lease.ranOut(112 * SECOND)).isTrue();
    }

    @Test
    void a_report_that_was_sent_in_time_renews_it_however_late_it_is_acknowledged() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), 100 * SECOND);

        lease.renewedBy(110 * SECOND);

        assertThat(lease.ranOut(120 * SECOND)).isFalse();
    }

    @Test
    void the_clock_may_overflow() {
        AttemptLease lease = new AttemptLease(Duration.ofSeconds(11), Long.MAX_VALUE - SECOND);

        assertThat(lease.ranOut(Long.MIN_VALUE + SECOND)).isFalse();
        assertThat(lease.ranOut(Long.MIN_VALUE + 12 * SECOND)).isTrue();
    }
}
