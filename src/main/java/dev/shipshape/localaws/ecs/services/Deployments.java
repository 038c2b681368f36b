package dev.shipshape.localaws.ecs.services;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;

/** The deployments and events of a service: how they are made and worded. */
final class Deployments {

    static final String PRIMARY = "PRIMARY";

    private static final int EVENTS_STAY = 100;

    private Deployments() {
    }

    static String newId() {
        return "ecs-svc/" + (1_000_000_000_000_000_000L + ThreadLocalRandom.current().nextLong(1L << 62));
    }

    static Deployment primary(Service service) {
        return service.deployments()
            .stream()
            .filter((deployment) -> PRIMARY.equals(deployment.status()))
            .findFirst()
            .orElseThrow();
    }

    /** A deployment of what the service says now, in progress. */
    static Deployment start(Service service, Instant now) {
        String id = newId();
        return Deployment.builder()
            .id(id)
            .status(PRIMARY)
            .taskDefinition(service.taskDefinition())
            .desiredCount(service.desiredCount())
            .pendingCount(0)
            .runningCount(0)
            .failedTasks(0)
            .createdAt(now)
            .updatedAt(now)
            .capacityProviderStrategy(service.capacityProviderStrategy())
            .launchType(service.launchType())
            .platformVersion(service.platformVersion())
            .platformFamily(service.platformFamily())
            .networkConfiguration(service.networkConfiguration())
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason("ECS deployment " + id + " in progress.")
            .build();
    }

    /**
     * With a new deployment in front; the one before it stays until its tasks are gone.
     */
    static Service replace(Service service, Instant now) {
        List<Deployment> deployments = new ArrayList<>();
        deployments.add(start(service, now));
        service.deployments()
            .stream()
            .map((before) -> PRIMARY.equals(before.status())
                    ? before.toBuilder().status("ACTIVE").desiredCount(0).updatedAt(now).build() : before)
            .forEach(deployments::add);
        return service.toBuilder().deployments(deployments).build();
    }

    static Service with(Service service, Deployment changed) {
        return service.toBuilder()
            .deployments(service.deployments()
                .stream()
                .map((deployment) -> deployment.id().equals(changed.id()) ? changed : deployment)
                .toList())
            .build();
    }

    static Deployment rolledOut(Deployment deployment, DeploymentRolloutState state, String reason, Instant now) {
        return deployment.toBuilder().rolloutState(state).rolloutStateReason(reason).updatedAt(now).build();
    }

    /** With an event, the newest first. */
    static Service event(Service service, @Nullable String message, Instant now) {
        if (message == null) {
            return service;
        }
        List<ServiceEvent> events = new ArrayList<>();
        events.add(ServiceEvent.builder()
            .id(UUID.randomUUID().toString())
            .createdAt(now)
            .message("(service " + service.serviceName() + ") " + message)
            .build());
        events.addAll(service.events().subList(0, Math.min(service.events().size(), EVENTS_STAY - 1)));
        return service.toBuilder().events(events).build();
    }

}
