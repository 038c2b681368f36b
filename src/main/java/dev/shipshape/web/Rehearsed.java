package dev.shipshape.web;

import java.util.List;

/**
 * Ends the rehearsal of a form where it would have changed something. It is no
 * {@link Problem}, so that no form handler takes it for one.
 */
public final class Rehearsed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> commands;

    /** With the commands that the form stands for, in their order. */
    public Rehearsed(List<String> commands) {
        super(String.join("\n", commands), null, false, false);
        this.commands = List.copyOf(commands);
    }

    Rehearsed(String command) {
        this(List.of(command));
    }

    /** The commands that the form stands for, in their order. */
    public List<String> commands() {
        return List.copyOf(this.commands);
    }

}
