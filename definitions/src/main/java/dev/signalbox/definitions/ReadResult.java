package dev.signalbox.definitions;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.spec.RunSpec;
import java.util.List;

/** What became of a definition. */
public sealed interface ReadResult {

    /**
     * It can be run.
     *
     * @param spec what to run
     * @param warnings what deserves a look
     */
    @SuppressWarnings("JavaLangClash")
    record Readable(RunSpec spec, List<InputProblem> warnings) implements ReadResult {
        public Readable {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It cannot be run.
     *
     * @param code why, in one word
     * @param problems everything found, errors and warnings, in the order of files and lines; at least one is an error
     */
    record Unreadable(ProblemCode code, List<InputProblem> problems) implements ReadResult {
        public Unreadable {
            problems = List.copyOf(problems);
        }

        /** One sentence for people: how many errors there are, and the first. */
        public String detail() {
            List<InputProblem> errors = problems.stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .toList();
            InputProblem first = errors.getFirst();
            String place = first.file() + ":" + first.line() + ":" + first.column() + ": " + first.message();
            return errors.size() == 1 ? place : errors.size() + " errors, the first at " + place;
        }
    }
}
