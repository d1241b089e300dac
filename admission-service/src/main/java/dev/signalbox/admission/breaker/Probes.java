package dev.signalbox.admission.breaker;

/**
 * The runs that a half-open breaker lets in on trial.
 *
 * @param left how many may still be let in
 * @param underWay how many were let in and have not reached the scheduler
 * @param overdue how many of those take too long
 */
public record Probes(int left, int underWay, int overdue) {
    public static final Probes NONE = new Probes(0, 0, 0);

    /** Whether all were let in and have reached the scheduler. */
    public boolean haveAllArrived() {
        return left == 0 && underWay == 0;
    }
}
