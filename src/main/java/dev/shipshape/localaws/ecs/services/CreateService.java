package dev.shipshape.localaws.ecs.services;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Extras;
import dev.shipshape.localaws.ecs.services.scheduling.ServiceScheduler;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.JsonCodec;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentControllerType;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.ResourceManagementType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** CreateService, with what it checks and what it fills in. */
public final class CreateService {

    private final EcsTables tables;

    private final Clusters clusters;

    private final TaskDefinitions definitions;

    private final Tags tags;

    private final ServiceScheduler scheduler;

    private final DeploymentHistory history;

    private final Network network;

    private final Table<Call> calls;

    /** CreateService with what it needs of its neighbours. */
    public CreateService(Store store, EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            ServiceScheduler scheduler, DeploymentHistory history, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.definitions = definitions;
        this.tags = tags;
        this.scheduler = scheduler;
        this.history = history;
        this.network = network;
        this.calls = store.records("ecs.create-service-tokens", Call.class);
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateService",
                Operation.of(CreateServiceRequest::builder, this::create).requiring("serviceName"));
    }

    private CreateServiceResponse create(CallContext context, CreateServiceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        String arn = Names.below(cluster, ":service/") + Names.service(request.serviceName());
        ServiceRules.check(request);
        Service known = known(arn, request);
        if (known != null) {
            return CreateServiceResponse.builder().service(known).build();
        }
        Service service = made(context, cluster, arn, request);
        this.tags.set(arn, request.tags());
        this.scheduler.changed(arn, context.now());
        this.tables.services().put(arn, service);
        if (request.clientToken() != null) {
            this.calls.put(arn, new Call(request.clientToken(), JsonCodec.write(request), context.now()));
        }
        else {
            this.calls.remove(arn);
        }
        return CreateServiceResponse.builder().service(service.toBuilder().tags(request.tags()).build()).build();
    }

    /** The service that the same call made before, if it did. */
    private @Nullable Service known(String arn, CreateServiceRequest request) {
        Service known = this.tables.services().find(arn).orElse(null);
        if (known == null || known.status().equals("INACTIVE")) {
            return null;
        }
        if (known.status().equals("DRAINING")) {
            throw EcsErrors.invalidParameter("Unable to Start a service that is still Draining.");
        }
        Optional<Call> call = this.calls.find(arn)
            .filter((before) -> before.clientToken().equals(request.clientToken()))
            .filter((before) -> before.parameters().equals(JsonCodec.write(request)));
        if (call.isEmpty()) {
            throw EcsErrors.invalidParameter("Creation of service was not idempotent.");
        }
        return known.toBuilder().tags(this.tags.of(arn)).build();
    }

    private Service made(CallContext context, Cluster cluster, String arn, CreateServiceRequest request) {
        Tags.check(request.tags());
        SchedulingStrategy scheduling = ServiceRules.scheduling(request);
        DeploymentControllerType controller = ServiceRules.controller(request);
        DeploymentConfiguration configuration = DeploymentSettings.checked(request.deploymentConfiguration(),
                scheduling);
        String root = "arn:aws:iam::" + context.account();
        Service.Builder service = Service.builder()
            .serviceArn(arn)
            .serviceName(request.serviceName())
            .clusterArn(cluster.clusterArn())
            .status("ACTIVE")
            .desiredCount((scheduling == SchedulingStrategy.DAEMON) ? 0 : request.desiredCount())
            .pendingCount(0)
            .runningCount(0)
            .deploymentConfiguration(configuration)
            .deploymentController((builder) -> builder.type(controller))
            .loadBalancers(List.copyOf(request.loadBalancers()))
            .serviceRegistries(List.copyOf(request.serviceRegistries()))
            .placementConstraints(List.copyOf(request.placementConstraints()))
            .placementStrategy(List.copyOf(request.placementStrategy()))
            .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
            .schedulingStrategy(scheduling)
            .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
            .propagateTags((request.propagateTags() != null) ? request.propagateTags() : PropagateTags.NONE)
            .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
            .availabilityZoneRebalancing(
                    ServiceRules.rebalancing(request.availabilityZoneRebalancing(), scheduling, configuration))
            .resourceManagementType(ResourceManagementType.CUSTOMER)
            .createdAt(context.now())
            .createdBy(context.user())
            .roleArn(ServiceRules.isBlank(request.role())
                    ? root + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS" : request.role())
            .events(List.of());
        return (controller == DeploymentControllerType.EXTERNAL) ? external(service, request)
                : deployed(context, cluster, service, request);
    }

    /** What somebody else deploys has task sets, which say the rest. */
    private static Service external(Service.Builder service, CreateServiceRequest request) {
        Attachments.checkLoadBalancers(request.loadBalancers(), null);
        Attachments.checkRegistries(request.serviceRegistries(), null);
        return service.deployments(List.of()).taskSets(List.of()).build();
    }

    private Service deployed(CallContext context, Cluster cluster, Service.Builder service,
            CreateServiceRequest request) {
        TaskDefinition definition = this.definitions.active(context, request.taskDefinition());
        Placement placement = Placement.of(cluster, definition, request.launchType(),
                request.capacityProviderStrategy(), request.networkConfiguration(), request.platformVersion());
        if (ServiceRules.scheduling(request) == SchedulingStrategy.DAEMON && !placement.strategy().isEmpty()) {
            throw EcsErrors.invalidParameter("Specifying a capacity provider strategy is not supported when you create "
                    + "a service using the DAEMON scheduling strategy.");
        }
        placement.checkNetwork(this.network, context.region());
        Attachments.checkLoadBalancers(request.loadBalancers(), definition);
        Attachments.checkRegistries(request.serviceRegistries(), definition);
        Extras extras = new Extras(
                Attachments.serviceConnect(context, request.serviceConnectConfiguration(), cluster, definition),
                Attachments.volumes(request.volumeConfigurations(), ServiceRules.scheduling(request), definition),
                Attachments.lattice(request.vpcLatticeConfigurations()));
        Service made = service.taskDefinition(definition.taskDefinitionArn())
            .launchType(placement.launchType())
            .capacityProviderStrategy(given(placement.strategy()))
            .platformVersion(placement.platformVersion())
            .platformFamily((placement.platformVersion() != null) ? family(definition) : null)
            .networkConfiguration(placement.networkConfiguration())
            .build();
        return this.history.begin(Deployments.start(made, extras, "", context.now()), context.now());
    }

    /**
     * ECS leaves the strategy of a service with a launch type out (API reference,
     * Service).
     */
    static @Nullable List<CapacityProviderStrategyItem> given(List<CapacityProviderStrategyItem> strategy) {
        return strategy.isEmpty() ? null : strategy;
    }

    /** The operating system, as answers write it. */
    static String family(TaskDefinition definition) {
        String family = (definition.runtimePlatform() != null)
                ? definition.runtimePlatform().operatingSystemFamilyAsString() : null;
        return (family == null || family.equals("LINUX")) ? "Linux" : family;
    }

    /** What a client token stands for. */
    record Call(String clientToken, String parameters, Instant at) {
    }

}
