package dev.signalbox.definitions;

/** The stable codes of everything that can be wrong with an input file. */
public enum InputProblemCode {
    /** The text is not valid YAML or JSON. */
    SYNTAX_INVALID,
    /** Lists and mappings stand in each other too deeply. */
    NESTING_TOO_DEEP,
    /** With every alias written out the file would be enormous. */
    ALIASES_TOO_MANY,
    /** A YAML tag, which could ask for more than data. */
    TAG_NOT_ALLOWED,
    /** All files together are larger than the limit. */
    SIZE_TOO_LARGE,
    /** The graph has more steps than the limit. */
    STEPS_TOO_MANY,
    /** There is no file to read. */
    SOURCE_MISSING,
    /** No input format fits the content, or the named one does not exist. */
    FORMAT_UNKNOWN,
    /** The files do not belong to one definition. */
    SOURCES_MIXED,
    /** A mapping has a key twice. */
    KEY_DUPLICATE,
    /** A key that means nothing here. */
    KEY_UNKNOWN,
    /** A key that is needed here. */
    KEY_MISSING,
    /** A list where text is needed, or the like. */
    TYPE_WRONG,
    /** The right kind of value, but not one of those that are possible. */
    VALUE_INVALID,
    /** Not a length of time. */
    DURATION_INVALID,
    /** A shell line where an argument list is needed. */
    COMMAND_IS_TEXT,
    /** Not a possible id. */
    ID_INVALID,
    /** Two steps or agents have one id. */
    ID_DUPLICATE,
    /** The definition has no step. */
    GRAPH_EMPTY,
    /** A step depends on one that does not exist. */
    DEPENDENCY_UNKNOWN,
    /** Steps wait for each other in a circle. */
    DEPENDENCY_CYCLE,
    /** A step wants the output of a step that it does not depend on. */
    INPUT_UNKNOWN,
    /** A path pattern that is none, or that leaves the workspace. */
    SCOPE_INVALID,
    /** No adapter has this name. */
    AGENT_TYPE_UNKNOWN,
    /** A step names an agent that is not declared. */
    AGENT_UNKNOWN,
    /** No agents are declared, and a step does not say by itself what to run. */
    AGENTS_MISSING,
    /** A step that no declared agent may take. */
    STEP_WITHOUT_AGENT,
    /** Neither the step nor the agent that may take it says what to run. */
    STEP_WITHOUT_COMMAND,
    /** A tool that no declared agent is. */
    TOOL_UNKNOWN,
    /** An entry of a track that could mean several steps. */
    TRACK_ENTRY_AMBIGUOUS,
    /** An entry of a track that means no step. */
    TRACK_ENTRY_UNMATCHED,
    /** A step is in two tracks. */
    TRACK_CONFLICTING,
    /** An agent serves a track that no step is in. */
    TRACK_UNUSED,
    /** The format is known, but not this version of it. */
    VERSION_UNKNOWN,
    /** A dependency that could mean several phases, because they have one title. */
    DEPENDENCY_AMBIGUOUS,
    /** An input that does not say where it comes from. */
    INPUT_MALFORMED,
    /** An input comes from a phase that does not exist. */
    INPUT_PHASE_UNKNOWN,
    /** An input is a key that its source does not declare. */
    INPUT_KEY_UNKNOWN,
    /** An input whose text the prompt does not have. */
    INPUT_UNUSED,
    /** An attempt at a step is expected to spend more than the budget of the step or of the run allows in all. */
    ESTIMATE_BEYOND_BUDGET,
    /** An output has a type that is neither built in nor declared. */
    OUTPUT_TYPE_UNKNOWN,
    /** An agent of a type that no runner drives yet. */
    AGENT_TYPE_WITHOUT_ADAPTER,
    /** The file has several teams or pipelines, and none is named. */
    TARGET_MISSING,
    /** There is no team or pipeline of this name. */
    TARGET_UNKNOWN,
    /** A team or pipeline needs a goal. */
    GOAL_MISSING,
    /** Something of another dialect whose meaning is not certain. */
    DIALECT_NOT_UNDERSTOOD,
    /** A key that is kept and shown, but that nothing acts on yet. */
    KEY_WITHOUT_EFFECT,
    /** A checkpoint whose name does not say at which step it is. */
    CHECKPOINT_PLACED,
    /** A placeholder that nothing gives a value. */
    PLACEHOLDER_UNRESOLVED,
    /** Nothing says what to run for a gate. */
    GATE_WITHOUT_COMMAND,
    /** Gates that are not run, because the steps work in the workspace itself, beside others. */
    GATES_NOT_RUN,
    /** There are more problems than are listed. */
    MORE_PROBLEMS
}
