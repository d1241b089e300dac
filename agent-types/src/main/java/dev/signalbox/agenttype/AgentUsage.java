package dev.signalbox.agenttype;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an attempt has used.
 *
 * @param inputTokens tokens read by the model
 * @param outputTokens tokens written by the model
 * @param costUsd money in US dollars; zero when it is not known
 * @param model the model, by its name in the price book; empty when it is not known
 */
public record AgentUsage(long inputTokens, long outputTokens, BigDecimal costUsd, Optional<String> model) {}
