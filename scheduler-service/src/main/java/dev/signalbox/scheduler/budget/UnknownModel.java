package dev.signalbox.scheduler.budget;

/** What happens to a report of tokens without a cost when the price book does not know the model. */
public enum UnknownModel {
    /** Its tokens count, and no money. */
    TOKENS_ONLY,
    /** Its tokens count, and where there is a limit in money the run is held as if its budget were used up. */
    FAIL_CLOSED
}
