package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what must be right before the work of a workstream counts: {@code acceptance_tests}, of which some are commands and some are
 * sentences, and {@code test_gates}, which only name a kind of gate. An agents file may say what to run for either.
 */
final class WorkstreamGates {
    static final String ACCEPTANCE_TESTS = "acceptance_tests";

    private static final String TEST_GATES = "test_gates";
    private static final List<String> TYPES = List.of("GATE_LINT", "GATE_UNIT", "GATE_INTEGRATION", "GATE_SECURITY");
    private static final String WAY_OUT = "; say under 'gates' of the agents file what to run for it";

    private final WantedGates wanted;
    private final Problems problems;

    WorkstreamGates(Map<String, Gate> declared, Problems problems) {
        this.wanted = new WantedGates(declared, problems);
        this.problems = problems;
    }

    /**
     * The gates of a workstream; what is no gate goes to what is not enforced.
     *
     * @param tests the {@code acceptance_tests}
     */
    List<Gate> read(Section workstream, List<Mention> tests, Kept carried, Kept notEnforced) {
        notEnforced.keepTexts(
                ACCEPTANCE_TESTS, tests.stream().filter(test -> !test(test)).toList());
        boolean complete = true;
        for (Value value : workstream.items(TEST_GATES, "a list of gates")) {
            complete &= gate(value);
        }
        (complete ? carried : notEnforced).keep(TEST_GATES, workstream, TEST_GATES);
        return wanted.found();
    }

    /** Answers whether it is a gate. */
    private boolean test(Mention test) {
        Optional<Gate> gate = wanted.declared(test.text()).or(() -> command(test));
        gate.ifPresent(wanted::add);
        return gate.isPresent();
    }

    private Optional<Gate> command(Mention test) {
        if (Prose.isSentence(test.text())) {
            reportNoGate(test, "reads like a sentence", "");
            return Optional.empty();
        }
        Optional<List<String>> command = CommandWords.split(test.text());
        if (command.isEmpty()) {
            reportNoGate(test, "needs a shell", ", or put it into a script");
        }
        return command.map(words -> new Gate(test.text(), words, null));
    }

    private void reportNoGate(Mention test, String reason, String otherWayOut) {
        wanted.warn(
                test.place(),
                "'" + test.text() + "' " + reason + ", so it is told to the agent but is no gate" + WAY_OUT
                        + otherWayOut);
    }

    /** Answers whether it is known what to run for it. */
    private boolean gate(Value value) {
        if (!(value instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    value.place(),
                    "a test gate must be a mapping with a 'type', not " + value.kind());
            return false;
        }
        Section gate = new Section(fields, "a test gate", problems);
        String type = Choice.of(gate, "type", TYPES);
        boolean required = !Boolean.FALSE.equals(gate.truth("required"));
        boolean blocking = !Boolean.FALSE.equals(gate.truth("blocking"));
        gate.reportUnknownKeys();
        if (type == null) {
            if (!gate.has("type")) {
                problems.error(InputProblemCode.KEY_MISSING, gate.place(), "a test gate needs a 'type'");
            }
            return false;
        }
        Mention name = new Mention(type, gate.placeOf("type"));
        return (required && blocking) ? wanted.want(name) : wanted.wantAsAdvice(name);
    }
}
