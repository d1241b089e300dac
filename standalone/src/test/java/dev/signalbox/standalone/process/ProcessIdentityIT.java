package dev.signalbox.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityIT {
    @Test
    void this_process_is_alive_and_its_id_with_another_start_time_is_not() {
        ProcessIdentity current = ProcessIdentity.current();

        assertThat(current.isAlive()).isTrue();
        assertThat(new ProcessIdentity(current.pid(), current.startTicks() + 1).isAlive())
                .isFalse();
    }

    @Test
    void a_process_that_ended_has_no_handle() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();

        process.destroyForcibly().waitFor();

        assertThat(identity.handle()).isEmpty();
    }
}
