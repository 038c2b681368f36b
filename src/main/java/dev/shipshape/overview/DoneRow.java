package dev.shipshape.overview;

import java.time.Instant;

import dev.shipshape.audit.Action;
import dev.shipshape.web.Status;

/**
 * An action in the overview's short list.
 *
 * @param id the action's id
 * @param person who asked for it
 * @param what what was done, such as {@code create cluster}
 * @param resource to what
 * @param at when
 * @param result how it ended
 */
public record DoneRow(String id, String person, String what, String resource, Instant at, Status result) {

    static DoneRow of(Action action) {
        return new DoneRow(action.getId(), action.getPerson(),
                action.getVerb().word() + " " + action.getKind().replace('-', ' '), action.getResource(),
                action.getStartedAt(), result(action.getOutcome()));
    }

    private static Status result(Action.Result result) {
        return switch (result) {
            case OPEN -> Status.moving("Under way");
            case SUCCEEDED -> Status.running("Succeeded");
            case FAILED -> Status.failed("Failed");
            case UNKNOWN, UNSETTLED -> Status.unknown();
        };
    }

}
