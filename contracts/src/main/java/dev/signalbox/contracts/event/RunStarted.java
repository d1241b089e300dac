package dev.signalbox.contracts.event;

/** The first of its steps was dispatched. */
public record RunStarted() implements RunFact {}
