package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Site;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A test on the shared stack, with a site of its own for its agents. */
abstract class SystemTest {
    @RegisterExtension
    final RunningStack stack = new RunningStack();

    @TempDir
    Path directory;

    Site site;

    @BeforeEach
    void prepareTheSite() {
        site = Site.below(directory);
    }

    /** Waits for the end and checks that it is this one; if it is not, tells what led to it. */
    RunView assertEnds(RunId run, RunStatus status) {
        RunView ended = stack.awaitEnd(run);
        assertThat(ended.status())
                .as(() -> "the end of the run, after " + misfortunes(run))
                .isEqualTo(status);
        return ended;
    }

    private List<RunFact> misfortunes(RunId run) {
        return History.of(stack, run).events().stream()
                .map(RunEvent::data)
                .filter(fact -> fact instanceof StepFailed
                        || fact instanceof StepBackingOff
                        || fact instanceof StepCancelled
                        || fact instanceof ReportRejected
                        || fact instanceof RunEnded)
                .toList();
    }
}
