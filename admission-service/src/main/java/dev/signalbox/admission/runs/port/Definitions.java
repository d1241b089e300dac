package dev.signalbox.admission.runs.port;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;

/** Reads what a caller wrote into the one normal form. */
public interface Definitions {
    Reading read(RunRequest request);

    /**
     * Reads steps that are to be added to a run.
     *
     * @param steps the steps of the run
     * @param agents the agents of the run
     * @param options what was said of the run as a whole
     */
    Reading read(StepsRequest request, List<StepSpec> steps, List<AgentSpec> agents, RunOptions options);

    /** What came of it. */
    sealed interface Reading {
        /**
         * It can be run.
         *
         * @param warnings what deserves a look
         */
        record Understood(RunSpec spec, List<InputProblem> warnings) implements Reading {
            public Understood {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * It cannot be run.
         *
         * @param summary all of it in a sentence
         * @param problems everything that was found, warnings included
         */
        record Rejected(ProblemCode code, String summary, List<InputProblem> problems) implements Reading {
            public Rejected {
                problems = List.copyOf(problems);
            }
        }
    }
}
