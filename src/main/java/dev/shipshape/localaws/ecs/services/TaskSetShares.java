package dev.shipshape.localaws.ecs.services;

import java.time.Instant;

import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** How many tasks of a service each of its task sets is to have. */
public final class TaskSetShares {

    private TaskSetShares() {
    }

    /** The service, its task sets having their share of the desired count. */
    public static Service of(Service service, Instant now) {
        return service.toBuilder()
            .taskSets(service.taskSets().stream().map((set) -> share(service, set, now)).toList())
            .build();
    }

    private static TaskSet share(Service service, TaskSet set, Instant now) {
        int desired = desired(service, set);
        return (set.computedDesiredCount() == desired) ? set
                : set.toBuilder().computedDesiredCount(desired).updatedAt(now).build();
    }

    /**
     * The scale's percentage of the desired count, rounded up (API reference, TaskSet).
     */
    public static int desired(Service service, TaskSet set) {
        return (int) Math.ceil(service.desiredCount() * set.scale().value() / 100);
    }

}
