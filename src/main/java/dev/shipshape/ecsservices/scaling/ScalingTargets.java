package dev.shipshape.ecsservices.scaling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The services that Application Auto Scaling scales, which it calls scalable targets. */
@Component
public class ScalingTargets {

    static final String KIND = "scaling-target";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    ScalingTargets(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** Those of services in these clusters, asked of AWS now. */
    List<Resource> in(Connection connection, Set<String> clusters) {
        return this.reads.fresh(() -> read(connection, DescribeScalableTargetsRequest.builder()).toList())
            .stream()
            .filter((target) -> clusters.contains(part(target.resourceId(), 1)))
            .map((target) -> resource(connection, target))
            .toList();
    }

    private Stream<ScalableTarget> read(Connection connection, DescribeScalableTargetsRequest.Builder request) {
        return this.clients.autoscaling(connection)
            .describeScalableTargetsPaginator(request.serviceNamespace(ServiceNamespace.ECS)
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .build())
            .scalableTargets()
            .stream();
    }

    /** Whether the very target is registered, asked of AWS now. */
    boolean stands(Connection connection, Resource resource) {
        return this.reads
            .fresh(() -> read(connection, DescribeScalableTargetsRequest.builder().resourceIds(id(resource)))
                .anyMatch((target) -> resource.createdAt() == null || target.creationTime() == null
                        || resource.createdAt().equals(target.creationTime())));
    }

    /**
     * Ends the scaling of a service, with its policies; the service stays as it is.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void deregister(Connection connection, Resource resource) {
        String arn = resource.arn();
        DeregisterScalableTargetRequest request = DeregisterScalableTargetRequest.builder()
            .serviceNamespace(ServiceNamespace.ECS)
            .resourceId(id(resource))
            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
            .build();
        Change change = Change.of(connection, Verb.DELETE, KIND, resource.name())
            .in(String.valueOf(resource.scope()))
            .on(arn)
            .by(request);
        this.actions.run(change, () -> {
            try {
                this.clients.autoscaling(connection).deregisterScalableTarget(request);
                return Outcome.of(arn).gone(arn);
            }
            catch (ObjectNotFoundException ex) {
                return Outcome.of(arn).gone(arn).note("It was gone already.");
            }
        });
    }

    /** Such as {@code service/demo/web}. */
    private static String id(Resource resource) {
        return "service/" + resource.scope() + "/" + resource.name();
    }

    /**
     * Whether a service is scaled by itself, and what of that is suspended, asked of AWS
     * now.
     * @return empty where nothing scales it
     */
    public Optional<Suspension> suspension(Connection connection, String cluster, String service) {
        return target(connection, cluster, service).map((target) -> Suspension.of(target.suspendedState()));
    }

    private Optional<ScalableTarget> target(Connection connection, String cluster, String service) {
        String id = "service/" + cluster + "/" + service;
        return this.reads
            .fresh(() -> read(connection, DescribeScalableTargetsRequest.builder().resourceIds(id)).findFirst());
    }

    /**
     * Suspends what scales a service, or resumes it; its capacities and policies stay.
     * Nothing is done where nothing scales it.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    public void suspend(Connection connection, String cluster, String service, Suspension suspension) {
        target(connection, cluster, service)
            .filter((target) -> !Suspension.of(target.suspendedState()).equals(suspension))
            .ifPresent((target) -> {
                RegisterScalableTargetRequest request = RegisterScalableTargetRequest.builder()
                    .serviceNamespace(ServiceNamespace.ECS)
                    .resourceId(target.resourceId())
                    .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                    .suspendedState(suspension.state())
                    .build();
                Change change = Change.of(connection, Verb.UPDATE, KIND, service)
                    .in(cluster)
                    .on(resource(connection, target).arn())
                    .by(request);
                this.actions.run(change, () -> {
                    this.clients.autoscaling(connection).registerScalableTarget(request);
                    return Outcome.of(service);
                });
            });
    }

    private static String part(String resourceId, int index) {
        String[] parts = resourceId.split("/", -1);
        return (index < parts.length) ? parts[index] : "";
    }

    private static Resource resource(Connection connection, ScalableTarget target) {
        return new Resource(KIND, part(target.resourceId(), 2), part(target.resourceId(), 1),
                Objects.requireNonNullElse(target.scalableTargetARN(), target.resourceId()), target.creationTime(),
                Billable.nothing(connection.region()).facts());
    }

}
