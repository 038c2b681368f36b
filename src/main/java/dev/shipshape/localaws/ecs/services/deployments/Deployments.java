package dev.shipshape.localaws.ecs.services.deployments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;

/** The deployments in a service: the newest is PRIMARY, the others are ACTIVE. */
public final class Deployments {

    private static final String PRIMARY = "PRIMARY";

    private Deployments() {
    }

    /** An id as deployments and task sets have it. */
    public static String newId() {
        return "ecs-svc/" + (1_000_000_000_000_000_000L + ThreadLocalRandom.current().nextLong(1L << 62));
    }

    /** Whether ECS itself deploys the service, and not somebody with task sets. */
    public static boolean isRolling(Service service) {
        return service.deploymentController() == null
                || service.deploymentController().type() == DeploymentControllerType.ECS;
    }

    /** The newest deployment. */
    public static Deployment primary(Service service) {
        return find(service).orElseThrow();
    }

    /** The newest deployment, if ECS deploys the service. */
    public static Optional<Deployment> find(Service service) {
        return service.deployments().stream().filter(Deployments::isPrimary).findFirst();
    }

    /** Whether it is the newest of its service. */
    public static boolean isPrimary(Deployment deployment) {
        return PRIMARY.equals(deployment.status());
    }

    /**
     * With a new deployment of what the service says now in front; the one before it
     * stays until its tasks are gone.
     */
    public static Service start(Service service, Extras extras, String reason, Instant now) {
        List<Deployment> deployments = new ArrayList<>();
        String id = newId();
        deployments.add(Deployment.builder()
            .id(id)
            .status(PRIMARY)
            .taskDefinition(service.taskDefinition())
            .desiredCount(service.desiredCount())
            .pendingCount(0)
            .runningCount(0)
            .failedTasks(0)
            .createdAt(now)
            .updatedAt(now)
            .capacityProviderStrategy(given(service.capacityProviderStrategy()))
            .launchType(service.launchType())
            .platformVersion(service.platformVersion())
            .platformFamily(service.platformFamily())
            .networkConfiguration(service.networkConfiguration())
            .serviceConnectConfiguration(extras.serviceConnect())
            .volumeConfigurations(given(extras.volumes()))
            .vpcLatticeConfigurations(given(extras.lattice()))
            .rolloutState(DeploymentRolloutState.IN_PROGRESS)
            .rolloutStateReason(reason.isEmpty() ? "ECS deployment " + id + " in progress." : reason)
            .build());
        service.deployments()
            .stream()
            .map((before) -> isPrimary(before)
                    ? before.toBuilder().status("ACTIVE").desiredCount(0).updatedAt(now).build() : before)
            .forEach(deployments::add);
        return service.toBuilder().deployments(deployments).build();
    }

    /** Answers leave out what a deployment does not have. */
    private static <T> @Nullable List<T> given(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    /** With the newest deployment changed. */
    public static Service change(Service service, UnaryOperator<Deployment.Builder> change) {
        return service.toBuilder()
            .deployments(service.deployments()
                .stream()
                .map((deployment) -> isPrimary(deployment) ? change.apply(deployment.toBuilder()).build() : deployment)
                .toList())
            .build();
    }

    /** The number in an id, which the revision of the service has too. */
    static String number(Deployment deployment) {
        return deployment.id().substring(deployment.id().indexOf('/') + 1);
    }

}
