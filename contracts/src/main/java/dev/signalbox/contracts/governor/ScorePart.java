package dev.signalbox.contracts.governor;

import java.math.BigDecimal;

/**
 * A part of a score.
 *
 * @param reason what it is for
 * @param points how much it adds; below zero for what it takes away
 */
public record ScorePart(ScoreReason reason, BigDecimal points) {}
