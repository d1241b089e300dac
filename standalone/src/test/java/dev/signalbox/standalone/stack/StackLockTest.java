package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLockTest {
    @TempDir
    Path directory;

    @Test
    void a_directory_has_one_holder_at_a_time() {
        try (StackLock _ = StackLock.tryAcquire(directory).orElseThrow()) {
            assertThat(StackLock.tryAcquire(directory)).isEmpty();
        }
        StackLock.tryAcquire(directory).orElseThrow().close();
    }

    @Test
    void a_second_stack_is_refused_with_the_way_out() {
        try (StackLock _ = StackLock.tryAcquire(directory).orElseThrow()) {
            assertThatThrownBy(() -> Stack.start(StackSettings.in(directory).withDoorPort(0), Progress.unheard()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("signalbox down");
        }
    }
}
