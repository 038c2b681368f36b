package dev.shipshape.localaws.ecs.services.deployments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.shipshape.localaws.ecs.shared.Names;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.Task;

/** The events of a service, the newest first; ECS shows a hundred. */
public final class Events {

    private static final int STAY = 100;

    private Events() {
    }

    /** With an event of the service. */
    public static Service add(Service service, String message, Instant now) {
        return add(service, "", message, now);
    }

    /** With an event of one of its task sets, or of the service when the set is empty. */
    public static Service add(Service service, String taskSet, String message, Instant now) {
        String subject = "(service " + service.serviceName() + (taskSet.isEmpty() ? "" : ", taskSet " + taskSet) + ")";
        List<ServiceEvent> events = new ArrayList<>();
        events.add(ServiceEvent.builder()
            .id(UUID.randomUUID().toString())
            .createdAt(now)
            .message(subject + " " + message)
            .build());
        events.addAll(service.events().subList(0, Math.min(service.events().size(), STAY - 1)));
        return service.toBuilder().events(events).build();
    }

    /** Tasks as events name them. */
    public static String names(List<Task> tasks) {
        return tasks.stream()
            .map((task) -> "(task " + Names.last(task.taskArn()) + ")")
            .collect(Collectors.joining(" "));
    }

}
