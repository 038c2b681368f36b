package dev.shipshape.ecsservices;

import java.time.Instant;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * One deployment of a service: the move to a revision.
 *
 * @param id AWS's id
 * @param status {@code PRIMARY} for the one that is wanted, {@code ACTIVE} for one that
 * is being replaced
 * @param rollout how far it is, such as {@code IN_PROGRESS}; empty where AWS does not say
 * @param reason AWS's words on how far it is; empty for none
 * @param definition the revision, such as {@code web:3}
 * @param desired how many tasks are wanted
 * @param running how many run
 * @param pending how many are on the way up
 * @param failed how many ended before they ran well
 * @param created when it began; null where AWS does not say
 */
public record Deployment(String id, String status, String rollout, String reason, String definition, int desired,
        int running, int pending, int failed, @Nullable Instant created) {

    static Deployment of(software.amazon.awssdk.services.ecs.model.Deployment told) {
        return new Deployment(Service.orEmpty(told.id()), Service.orEmpty(told.status()),
                Service.orEmpty(told.rolloutStateAsString()), Service.orEmpty(told.rolloutStateReason()),
                Service.lastOf(Service.orEmpty(told.taskDefinition())), Service.orZero(told.desiredCount()),
                Service.orZero(told.runningCount()), Service.orZero(told.pendingCount()),
                Service.orZero(told.failedTasks()), told.createdAt());
    }

    /** Whether it is the one that is wanted. */
    public boolean primary() {
        return this.status.equals("PRIMARY");
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.rollout) {
            case "FAILED" -> Status.failed("Failed");
            case "IN_PROGRESS" -> Status.moving("Deploying");
            default -> done() ? Status.running("Completed")
                    : (primary() ? Status.moving("Deploying") : Status.waiting("Draining"));
        };
    }

    /** Whether all that it wants is there. */
    boolean done() {
        boolean complete = this.rollout.isEmpty() || this.rollout.equals("COMPLETED");
        return primary() && complete && this.running == this.desired && this.pending == 0;
    }

}
