package dev.signalbox.contracts.command;

/** About every workspace, those that come later included. One copy goes to each partition of the commands. */
public sealed interface FleetCommand extends Command permits PauseEverything, ResumeEverything {}
