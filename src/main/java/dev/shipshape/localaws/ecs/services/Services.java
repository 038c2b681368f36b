package dev.shipshape.localaws.ecs.services;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.scheduling.ServiceScheduler;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.shared.ServiceIndex.Kind;
import dev.shipshape.localaws.ecs.shared.Tags;
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
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesByNamespaceResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/**
 * Services: list, describe, delete. A deleted one is DRAINING until its tasks are gone,
 * then INACTIVE; then its name is free again.
 */
public final class Services {

    private final EcsTables tables;

    private final Clusters clusters;

    private final Tags tags;

    private final ServiceScheduler scheduler;

    /** Services in these tables. */
    public Services(EcsTables tables, Clusters clusters, Tags tags, ServiceScheduler scheduler) {
        this.tables = tables;
        this.clusters = clusters;
        this.tags = tags;
        this.scheduler = scheduler;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListServices", Operation.of(ListServicesRequest::builder, this::list), "ListServicesByNamespace",
                Operation.of(ListServicesByNamespaceRequest::builder, this::listByNamespace).requiring("namespace"),
                "DescribeServices", Operation.of(DescribeServicesRequest::builder, this::describe), "DeleteService",
                Operation.of(DeleteServiceRequest::builder, this::delete).requiring("service"));
    }

    private ListServicesResponse list(CallContext context, ListServicesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("launch type should be one of [EC2,FARGATE,EXTERNAL]");
        }
        if (request.schedulingStrategy() == SchedulingStrategy.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("scheduling strategy should be one of [REPLICA,DAEMON]");
        }
        Page<String> page = Pages.read((after) -> arns(cluster, request, after), request.maxResults(), 10,
                request.nextToken());
        return ListServicesResponse.builder().serviceArns(page.items()).nextToken(page.nextToken()).build();
    }

    private Iterator<String> arns(Cluster cluster, ListServicesRequest request, @Nullable String after) {
        String strategy = request.schedulingStrategyAsString();
        if (request.launchType() == null) {
            return this.tables.serviceIndex()
                .arns(cluster.clusterArn(), (strategy != null) ? Kind.STRATEGY : Kind.ALL,
                        (strategy != null) ? strategy : "", after);
        }
        Iterator<String> found = this.tables.serviceIndex()
            .arns(cluster.clusterArn(), Kind.LAUNCH_TYPE, request.launchTypeAsString(), after);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false)
            .filter((arn) -> strategy == null || this.tables.services()
                .find(arn)
                .filter((service) -> strategy.equals(service.schedulingStrategyAsString()))
                .isPresent())
            .iterator();
    }

    private ListServicesByNamespaceResponse listByNamespace(CallContext context,
            ListServicesByNamespaceRequest request) {
        Page<String> page = Pages.read(
                (after) -> this.tables.serviceIndex()
                    .arns(context.region(), Kind.NAMESPACE, request.namespace(), after),
                request.maxResults(), 10, request.nextToken());
        return ListServicesByNamespaceResponse.builder().serviceArns(page.items()).nextToken(page.nextToken()).build();
    }

    private DescribeServicesResponse describe(CallContext context, DescribeServicesRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        if (request.services().isEmpty()) {
            throw EcsErrors.invalidParameter("Services cannot be empty.");
        }
        if (request.services().size() > 10) {
            throw EcsErrors.invalidParameter("Cannot describe more than 10 services at a time.");
        }
        if (request.include().contains(ServiceField.UNKNOWN_TO_SDK_VERSION)) {
            throw EcsErrors.invalidParameter("include should be one of [TAGS]");
        }
        List<Service> services = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        boolean withTags = request.include().contains(ServiceField.TAGS);
        for (String reference : request.services()) {
            String arn = References.within(context, cluster, "service", reference);
            this.tables.services()
                .find(arn)
                .ifPresentOrElse(
                        (service) -> services
                            .add(service.toBuilder().tags(withTags ? this.tags.of(arn) : List.of()).build()),
                        () -> failures.add(missing(context, reference)));
        }
        return DescribeServicesResponse.builder().services(services).failures(failures).build();
    }

    /** ECS names what is not there as it was asked for, a name without its cluster. */
    private static Failure missing(CallContext context, String reference) {
        String arn = reference.startsWith("arn:") ? reference : context.arn("ecs", "service/" + reference);
        return Failure.builder().arn(arn).reason("MISSING").build();
    }

    private DeleteServiceResponse delete(CallContext context, DeleteServiceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Service service = this.tables.services()
            .find(References.within(context, cluster, "service", request.service()))
            .filter((found) -> !found.status().equals("INACTIVE"))
            .orElseThrow(EcsErrors::serviceNotFound);
        if (service.status().equals("DRAINING")) {
            return DeleteServiceResponse.builder().service(service).build();
        }
        if (!Boolean.TRUE.equals(request.force())) {
            checkIdle(service);
        }
        Service going = this.scheduler.end(service, context.now());
        this.tags.drop(service.serviceArn());
        return DeleteServiceResponse.builder().service(going).build();
    }

    private static void checkIdle(Service service) {
        boolean replica = service.schedulingStrategy() != SchedulingStrategy.DAEMON;
        if (replica && service.desiredCount() > 0) {
            throw EcsErrors.invalidParameter("The service cannot be stopped while it is scaled above 0.");
        }
        if (service.deployments().size() > 1) {
            throw EcsErrors.invalidParameter("The service cannot be stopped while deployments are active.");
        }
        if (!Deployments.isRolling(service) && !service.taskSets().isEmpty()) {
            throw EcsErrors.invalidParameter("The service cannot be stopped while task sets are active.");
        }
    }

}
