package dev.shipshape.taskdefinitions.pages;

import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition.State;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * A revision in its family's list.
 *
 * @param number its number
 * @param state its state
 * @param definition what it says; null if it is not known, or went away between two reads
 */
record RevisionRow(int number, State state, @Nullable TaskDefinition definition) {

    static RevisionRow of(TaskDefinitions.Standing standing, @Nullable TaskDefinition definition) {
        return new RevisionRow(standing.revision().number(), standing.state(), definition);
    }

    /** Its state in the words of the page. */
    public Status status() {
        return status(this.state);
    }

    /** Whether it can still be deregistered or deleted. */
    public boolean removable() {
        return this.state == State.ACTIVE || this.state == State.INACTIVE;
    }

    static Status status(State state) {
        return switch (state) {
            case ACTIVE -> Status.running("Active");
            case INACTIVE -> Status.stopped("Inactive");
            case DELETING -> Status.waiting("Deleting");
            case UNKNOWN -> Status.unknown();
        };
    }

}
