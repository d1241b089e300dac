package dev.signalbox.contracts.command;

/**
 * The key that makes a repeated request the same run.
 *
 * @param key the caller's key, or the computed one
 * @param origin who chose the key, which decides how long it holds
 * @param requestHash SHA-256 of the canonical request, 64 hexadecimal digits: the same key with another hash is an error
 */
public record Idempotency(String key, KeyOrigin origin, String requestHash) {}
