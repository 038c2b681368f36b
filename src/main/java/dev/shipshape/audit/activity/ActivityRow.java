package dev.shipshape.audit.activity;

import java.time.Duration;
import java.time.Instant;

import dev.shipshape.audit.Action;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * An action as the page shows it.
 *
 * @param id its id
 * @param at when it was asked for
 * @param person who asked for it
 * @param what what was asked for, such as {@code create cluster}
 * @param name the resource's name
 * @param page the resource's page; null where it has none or is gone
 * @param scope what the resource lies in; null for nothing
 * @param connection where
 * @param place account and region
 * @param status how it ended
 * @param errorCode AWS's error code, if AWS refused
 * @param requestId AWS's request id, if AWS answered
 * @param took how long it took, in words
 * @param command the equivalent command; empty where there is none
 * @param note why it failed, or a remark
 */
record ActivityRow(String id, Instant at, String person, String what, String name, @Nullable String page,
        @Nullable String scope, String connection, String place, Status status, @Nullable String errorCode,
        @Nullable String requestId, String took, String command, @Nullable String note) {

    static ActivityRow of(Action action, @Nullable String page) {
        String place = (action.getAccount() != null) ? action.getAccount() + " · " + action.getRegion()
                : action.getRegion();
        return new ActivityRow(action.getId(), action.getStartedAt(), action.getPerson(),
                action.getVerb().word() + " " + action.getKind().replace('-', ' '), action.getResource(), page,
                action.getScope(), action.getConnection(), place, status(action.getOutcome()), action.getErrorCode(),
                action.getRequestId(), took(action.getDuration()), action.getCommand(), action.getNote());
    }

    static Status status(Action.Result result) {
        return switch (result) {
            case OPEN -> Status.moving("Under way");
            case SUCCEEDED -> Status.running("Succeeded");
            case FAILED -> Status.failed("Failed");
            case UNKNOWN -> Status.unknown();
            case UNSETTLED -> new Status("Cannot be told", Status.Tone.UNKNOWN);
        };
    }

    private static String took(@Nullable Duration duration) {
        if (duration == null) {
            return "–";
        }
        return (duration.toMillis() < 1000) ? duration.toMillis() + " ms" : new Formats().duration(duration);
    }

}
