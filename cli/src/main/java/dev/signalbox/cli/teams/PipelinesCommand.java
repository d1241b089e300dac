package dev.signalbox.cli.teams;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Words;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.format.teams.Pipeline;
import dev.signalbox.definitions.format.teams.PipelinesFormat;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox pipelines}. */
@Command(
        name = "pipelines",
        header = "List the pipelines of this project, or else of this person.",
        footer = {"", "Examples:", "  signalbox pipelines", "  signalbox pipelines --json"})
public final class PipelinesCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    /** A pipeline as a program sees it. */
    record Item(String name, @Nullable String description, List<String> agents, List<String> checkpoints) {
        static Item of(Pipeline pipeline) {
            return new Item(
                    pipeline.name().text(),
                    pipeline.description(),
                    pipeline.steps().stream().map(step -> step.agent().text()).toList(),
                    pipeline.checkpoints().stream().map(Mention::text).toList());
        }

        String words() {
            return "%s:%s %s%s"
                    .formatted(
                            name,
                            description == null ? "" : " " + description + ";",
                            Words.count(agents.size(), "step") + (agents.isEmpty() ? "" : ": "),
                            String.join(" -> ", agents));
        }
    }

    @Override
    public Integer call() throws IOException {
        return new Listing(signalbox, Kind.PIPELINE)
                .show(
                        (documents, problems) -> PipelinesFormat.list(documents, problems).stream()
                                .map(Item::of)
                                .sorted(Comparator.comparing(Item::name))
                                .toList(),
                        Item::words)
                .number();
    }
}
