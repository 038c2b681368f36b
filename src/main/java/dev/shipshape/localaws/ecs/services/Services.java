package dev.shipshape.localaws.ecs.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeleteServiceResponse;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * Services: list, describe, update, delete. A deleted one is DRAINING until its tasks are
 * gone, then INACTIVE; then its name is free again.
 */
public final class Services {

    private final EcsTables tables;

    private final Clusters clusters;

    private final TaskDefinitions definitions;

    private final Tags tags;

    private final ServiceScheduler scheduler;

    private final Network network;

    /** Services in these tables. */
    public Services(EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            ServiceScheduler scheduler, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.definitions = definitions;
        this.tags = tags;
        this.scheduler = scheduler;
        this.network = network;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListServices", Operation.of(ListServicesRequest::builder, this::list), "DescribeServices",
                Operation.of(DescribeServicesRequest::builder, this::describe).requiring("services"), "UpdateService",
                Operation.of(UpdateServiceRequest::builder, this::update).requiring("service"), "DeleteService",
                Operation.of(DeleteServiceRequest::builder, this::delete).requiring("service"));
    }

    private ListServicesResponse list(CallContext context, ListServicesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        List<String> arns = this.tables.services()
            .startingWith(Names.below(cluster, ":service/"))
            .stream()
            .filter((service) -> service.status().equals("ACTIVE"))
            .filter((service) -> request.launchType() == null || request.launchType() == service.launchType())
            .filter((service) -> request.schedulingStrategyAsString() == null
                    || request.schedulingStrategyAsString().equals(service.schedulingStrategyAsString()))
            .map(Service::serviceArn)
            .toList();
        Page<String> page = Pages.of(arns, request.maxResults(), 10, request.nextToken());
        return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.nextToken()).build();
    }

    private DescribeServicesResponse describe(CallContext context, DescribeServicesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.services().size() > 10) {
            throw EcsErrors.invalidParameter("Cannot describe more than 10 services at a time.");
        }
        List<Service> services = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        boolean withTags = request.include().contains(ServiceField.TAGS);
        for (String reference : request.services()) {
            String arn = arn(context, cluster, reference);
            this.tables.services()
                .find(arn)
                .ifPresentOrElse(
                        (service) -> services
                            .add(service.toBuilder().tags(withTags ? this.tags.of(arn) : List.of()).build()),
                        () -> failures.add(Failure.builder().arn(arn).reason("MISSING").build()));
        }
        return DescribeServicesResponse.builder().services(services).failures(failures).build();
    }

    private static String arn(CallContext context, Cluster cluster, String reference) {
        return References.within(context, cluster, "service", reference);
    }

    private Service find(CallContext context, Cluster cluster, String reference) {
        return this.tables.services().find(arn(context, cluster, reference)).orElseThrow(EcsErrors::serviceNotFound);
    }

    private UpdateServiceResponse update(CallContext context, UpdateServiceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Service service = find(context, cluster, request.service());
        if (!service.status().equals("ACTIVE")) {
            throw new AwsError("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        if (request.desiredCount() != null && request.desiredCount() < 0) {
            throw EcsErrors.invalidParameter("Desired count must not be negative.");
        }
        TaskDefinition definition = (request.taskDefinition() != null)
                ? this.definitions.active(context, request.taskDefinition())
                : this.tables.taskDefinitions().find(service.taskDefinition()).orElseThrow();
        Service.Builder changed = service.toBuilder().taskDefinition(definition.taskDefinitionArn());
        place(context, request, cluster, service, definition, changed);
        if (request.desiredCount() != null) {
            changed.desiredCount(request.desiredCount());
        }
        if (request.deploymentConfiguration() != null) {
            changed.deploymentConfiguration(CreateService.defaults(request.deploymentConfiguration()));
        }
        if (request.propagateTags() != null) {
            changed.propagateTags(request.propagateTags());
        }
        if (request.enableECSManagedTags() != null) {
            changed.enableECSManagedTags(request.enableECSManagedTags());
        }
        if (request.enableExecuteCommand() != null) {
            changed.enableExecuteCommand(request.enableExecuteCommand());
        }
        if (request.healthCheckGracePeriodSeconds() != null) {
            changed.healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds());
        }
        Service next = changed.build();
        if (isNewDeployment(service, next) || Boolean.TRUE.equals(request.forceNewDeployment())) {
            next = Deployments.replace(next, context.now());
        }
        this.scheduler.changed(service.serviceArn(), context.now());
        this.tables.services().put(next.serviceArn(), next);
        return UpdateServiceResponse.builder().service(next).build();
    }

    private void place(CallContext context, UpdateServiceRequest request, Cluster cluster, Service service,
            TaskDefinition definition, Service.Builder changed) {
        LaunchType launchType = request.hasCapacityProviderStrategy() ? null : service.launchType();
        Placement placement = Placement.of(cluster, definition, launchType,
                request.hasCapacityProviderStrategy() ? request.capacityProviderStrategy()
                        : service.capacityProviderStrategy(),
                (request.networkConfiguration() != null) ? request.networkConfiguration()
                        : service.networkConfiguration(),
                (request.platformVersion() != null) ? request.platformVersion() : service.platformVersion());
        placement.checkNetwork(this.network, context.region());
        changed.launchType(placement.launchType())
            .capacityProviderStrategy(placement.strategy())
            .platformVersion(placement.platformVersion());
        if (request.networkConfiguration() != null) {
            changed.networkConfiguration(request.networkConfiguration());
        }
    }

    private static boolean isNewDeployment(Service before, Service after) {
        return !before.taskDefinition().equals(after.taskDefinition())
                || isDifferent(before.networkConfiguration(), after.networkConfiguration())
                || isDifferent(before.platformVersion(), after.platformVersion())
                || !before.capacityProviderStrategy().equals(after.capacityProviderStrategy());
    }

    private static boolean isDifferent(@Nullable Object before, @Nullable Object after) {
        return (before != null) ? !before.equals(after) : after != null;
    }

    private DeleteServiceResponse delete(CallContext context, DeleteServiceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Service service = find(context, cluster, request.service());
        if (service.status().equals("INACTIVE")) {
            throw EcsErrors.serviceNotFound();
        }
        boolean force = Boolean.TRUE.equals(request.force());
        if (!force && service.desiredCount() > 0) {
            throw EcsErrors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
        }
        if (!force && service.deployments().size() > 1) {
            throw EcsErrors.invalidParameter("The service cannot be stopped while deployments are active.");
        }
        Service draining = service.toBuilder().status("DRAINING").desiredCount(0).build();
        this.tables.services().put(service.serviceArn(), draining);
        this.tags.drop(service.serviceArn());
        return DeleteServiceResponse.builder().service(draining).build();
    }

}
