package dev.signalbox.contracts.command;

/** What admission asks of the scheduler. On {@code signalbox.commands}, keyed by workspace. */
public sealed interface Command permits RunCommand, WorkspaceCommand, FleetCommand {}
