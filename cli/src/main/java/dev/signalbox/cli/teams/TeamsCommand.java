package dev.signalbox.cli.teams;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.definitions.format.teams.Team;
import dev.signalbox.definitions.format.teams.TeamsFormat;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox teams}. */
@Command(
        name = "teams",
        header = "List the teams of this project, or else of this person.",
        footer = {"", "Examples:", "  signalbox teams", "  signalbox teams --json"})
public final class TeamsCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    /** A team as a program sees it. */
    record Item(String name, List<Member> members) {
        /** A member as a program sees it. */
        record Member(String role, String agent) {}

        static Item of(Team team) {
            return new Item(
                    team.name().text(),
                    team.members().stream()
                            .map(member ->
                                    new Member(member.role(), member.agent().text()))
                            .toList());
        }

        String words() {
            List<String> names = members.stream()
                    .map(member -> member.role().equals(member.agent())
                            ? member.agent()
                            : member.role() + " (" + member.agent() + ")")
                    .toList();
            return name + ": " + (names.isEmpty() ? "(empty)" : String.join(", ", names));
        }
    }

    @Override
    public Integer call() throws IOException {
        return new Listing(signalbox, Kind.TEAM)
                .show(
                        (documents, problems) -> TeamsFormat.list(documents, problems).stream()
                                .map(Item::of)
                                .sorted(Comparator.comparing(Item::name))
                                .toList(),
                        Item::words)
                .number();
    }
}
