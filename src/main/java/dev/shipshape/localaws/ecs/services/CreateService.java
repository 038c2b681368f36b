package dev.shipshape.localaws.ecs.services;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ecs.clusters.Clusters;
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
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceResponse;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
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

    private final Network network;

    private final Table<Call> calls;

    /** CreateService with what it needs of its neighbours. */
    public CreateService(Store store, EcsTables tables, Clusters clusters, TaskDefinitions definitions, Tags tags,
            ServiceScheduler scheduler, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.definitions = definitions;
        this.tags = tags;
        this.scheduler = scheduler;
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
        String name = Names.service(request.serviceName());
        String arn = Names.below(cluster, ":service/") + name;
        Service known = known(arn, request);
        if (known != null) {
            return CreateServiceResponse.builder().service(known).build();
        }
        Service service = made(context, cluster, arn, request);
        this.tags.set(arn, request.tags());
        this.tables.services().put(arn, service);
        this.scheduler.changed(arn, context.now());
        if (request.clientToken() != null) {
            this.calls.put(arn, new Call(request.clientToken(), JsonCodec.write(request), context.now()));
        }
        return CreateServiceResponse.builder().service(service.toBuilder().tags(request.tags()).build()).build();
    }

    /** The service that the same call made before, if it did. */
    private @Nullable Service known(String arn, CreateServiceRequest request) {
        if (request.clientToken() != null && request.clientToken().length() > 36) {
            throw EcsErrors.invalidParameter("clientToken must have at most 36 characters.");
        }
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
        SchedulingStrategy scheduling = (request.schedulingStrategy() != null) ? request.schedulingStrategy()
                : SchedulingStrategy.REPLICA;
        if (scheduling != SchedulingStrategy.REPLICA) {
            throw EcsErrors.invalidParameter("The DAEMON scheduling strategy needs container instances, and none "
                    + "were found in your cluster.");
        }
        if (request.taskDefinition() == null) {
            throw EcsErrors.invalidParameter("TaskDefinition can not be blank.");
        }
        if (request.desiredCount() == null || request.desiredCount() < 0) {
            throw EcsErrors
                .invalidParameter("DesiredCount cannot be null or negative for REPLICA scheduling strategy.");
        }
        if (request.propagateTags() == PropagateTags.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Invalid propagateTags. Valid values: TASK_DEFINITION, SERVICE, NONE.");
        }
        if (request.hasLoadBalancers() && !request.loadBalancers().isEmpty()) {
            throw EcsErrors.invalidParameter("The sandbox has no load balancers: the target group was not found.");
        }
        if (request.deploymentController() != null && !"ECS".equals(request.deploymentController().typeAsString())) {
            throw EcsErrors.invalidParameter("The sandbox has the deployment controller ECS only.");
        }
        TaskDefinition definition = this.definitions.active(context, request.taskDefinition());
        Placement placement = Placement.of(cluster, definition, request.launchType(),
                request.capacityProviderStrategy(), request.networkConfiguration(), request.platformVersion());
        placement.checkNetwork(this.network, context.region());
        Tags.check(request.tags());
        Service service = Service.builder()
            .serviceArn(arn)
            .serviceName(request.serviceName())
            .clusterArn(cluster.clusterArn())
            .status("ACTIVE")
            .desiredCount(request.desiredCount())
            .pendingCount(0)
            .runningCount(0)
            .launchType(placement.launchType())
            .capacityProviderStrategy(placement.strategy())
            .platformVersion(placement.platformVersion())
            .platformFamily((placement.platformVersion() != null) ? "Linux" : null)
            .taskDefinition(definition.taskDefinitionArn())
            .deploymentConfiguration(defaults(request.deploymentConfiguration()))
            .deploymentController((controller) -> controller.type("ECS"))
            .loadBalancers(List.of())
            .serviceRegistries(List.of())
            .placementConstraints(List.copyOf(request.placementConstraints()))
            .placementStrategy(List.copyOf(request.placementStrategy()))
            .networkConfiguration(request.networkConfiguration())
            .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
            .schedulingStrategy(scheduling)
            .enableECSManagedTags(Boolean.TRUE.equals(request.enableECSManagedTags()))
            .propagateTags((request.propagateTags() != null) ? request.propagateTags() : PropagateTags.NONE)
            .enableExecuteCommand(Boolean.TRUE.equals(request.enableExecuteCommand()))
            .createdAt(context.now())
            .createdBy("arn:aws:iam::" + context.account() + ":root")
            .roleArn("arn:aws:iam::" + context.account()
                    + ":role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS")
            .events(List.of())
            .build();
        return service.toBuilder().deployments(Deployments.start(service, context.now())).build();
    }

    /** Checked, and with what ECS fills in: 100 and 200 percent. */
    static DeploymentConfiguration defaults(@Nullable DeploymentConfiguration asked) {
        DeploymentConfiguration configuration = (asked != null) ? asked : DeploymentConfiguration.builder().build();
        int least = (configuration.minimumHealthyPercent() != null) ? configuration.minimumHealthyPercent() : 100;
        int most = (configuration.maximumPercent() != null) ? configuration.maximumPercent() : 200;
        if (least < 0 || least > 100 || most < 100 || most > 200) {
            throw EcsErrors.invalidParameter(
                    "minimumHealthyPercent must be between 0 and 100, maximumPercent between " + "100 and 200.");
        }
        if (least == 100 && most == 100) {
            throw EcsErrors.invalidParameter(
                    "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will " + "block deployments.");
        }
        return configuration.toBuilder().minimumHealthyPercent(least).maximumPercent(most).build();
    }

    /** What a client token stands for. */
    record Call(String clientToken, String parameters, Instant at) {
    }

}
