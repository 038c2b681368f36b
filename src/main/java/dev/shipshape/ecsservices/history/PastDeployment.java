package dev.shipshape.ecsservices.history;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/**
 * A deployment of a service, over or on its way, as AWS remembers it.
 *
 * @param arn AWS's name of it
 * @param status AWS's word, such as {@code SUCCESSFUL}
 * @param reason AWS's words for it; empty for none
 * @param definition the revision that it went for, such as {@code web:3}; empty where AWS
 * has forgotten it
 * @param requested how many tasks it went for
 * @param running how many of them run
 * @param failures how many tasks the circuit breaker counted as failed
 * @param threshold at how many it gives up; 0 where it is off
 * @param rolledBack why it went back; empty where it did not
 * @param started when it began; null where AWS does not say
 * @param finished when it was over; null before
 */
public record PastDeployment(String arn, String status, String reason, String definition, int requested, int running,
        int failures, int threshold, String rolledBack, @Nullable Instant started, @Nullable Instant finished) {

    static PastDeployment of(ServiceDeployment told, Map<String, String> definitions) {
        ServiceRevisionSummary target = told.targetServiceRevision();
        ServiceDeploymentCircuitBreaker breaker = told.deploymentCircuitBreaker();
        boolean watches = breaker != null && !"DISABLED".equals(breaker.statusAsString());
        return new PastDeployment(told.serviceDeploymentArn(), orEmpty(told.statusAsString()),
                orEmpty(told.statusReason()), (target != null) ? definitions.getOrDefault(target.arn(), "") : "",
                (target != null) ? number(target.requestedTaskCount()) : 0,
                (target != null) ? number(target.runningTaskCount()) : 0,
                (breaker != null) ? number(breaker.failureCount()) : 0, watches ? number(breaker.threshold()) : 0,
                (told.rollback() != null) ? orEmpty(told.rollback().reason()) : "",
                (told.startedAt() != null) ? told.startedAt() : told.createdAt(), told.finishedAt());
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static int number(@Nullable Integer number) {
        return Objects.requireNonNullElse(number, 0);
    }

    /** Whether it is on its way and can be stopped. */
    public boolean inProgress() {
        return this.status.equals("IN_PROGRESS") || this.status.equals("PENDING");
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.status) {
            case "SUCCESSFUL" -> Status.running("Completed");
            case "PENDING", "IN_PROGRESS" -> Status.moving("Deploying");
            case "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS" -> Status.waiting("Rolling back");
            case "ROLLBACK_SUCCESSFUL" -> Status.failed("Rolled back");
            case "ROLLBACK_FAILED" -> Status.failed("Rollback failed");
            case "STOPPED" -> Status.stopped("Stopped");
            default -> Status.unknown();
        };
    }

}
