package dev.signalbox.cli.teams;

/** Whose agents may work. */
enum Scope {
    USER,
    PROJECT,
    BOTH;

    boolean includesUser() {
        return this != PROJECT;
    }

    boolean includesProject() {
        return this != USER;
    }
}
