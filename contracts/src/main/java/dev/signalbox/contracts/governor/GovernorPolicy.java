package dev.signalbox.contracts.governor;

import java.time.Duration;

/**
 * What the governor does for one attempt.
 *
 * @param mode what happens when a tripwire is touched
 * @param check how often the score is counted
 * @param window how far back the score looks
 * @param silence how long nothing may be heard of the attempt; zero for as long as it takes
 * @param silenceInCall how long nothing may be heard of it while a tool is at work for it; zero for as long as it takes
 * @param loop how many rounds of the same calls are a loop; 0 when loops do not matter
 * @param longestCycle of how many calls a round of a loop is made at most, at least 1
 * @param churn how many failures of the same call are too many; 0 when they do not matter
 * @param progress whether too low a score touches a tripwire
 * @param ofStep how much is too much for the step
 * @param ofRun how much is too much for the run
 */
public record GovernorPolicy(
        GovernorMode mode,
        Duration check,
        Duration window,
        Duration silence,
        Duration silenceInCall,
        int loop,
        int longestCycle,
        int churn,
        boolean progress,
        GovernorLimits ofStep,
        GovernorLimits ofRun) {}
