package dev.shipshape.localaws.ecs.services;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.services.deployments.DeploymentHistory;
import dev.shipshape.localaws.ecs.services.deployments.Deployments;
import dev.shipshape.localaws.ecs.services.deployments.Extras;
import dev.shipshape.localaws.ecs.services.scheduling.ServiceScheduler;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.References;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.ecs.tasks.Placement;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceResponse;

/**
 * UpdateService: what is given changes, the rest stays. A new deployment begins when
 * something changes that running tasks cannot follow.
 */
public final class UpdateService {

    private final EcsTables tables;

    private final Clusters clusters;

    private final TaskDefinitions definitions;

    private final ServiceScheduler scheduler;

    private final DeploymentHistory history;

    private final Network network;

    /** UpdateService with what it needs of its neighbours. */
    public UpdateService(EcsTables tables, Clusters clusters, TaskDefinitions definitions, ServiceScheduler scheduler,
            DeploymentHistory history, Network network) {
        this.tables = tables;
        this.clusters = clusters;
        this.definitions = definitions;
        this.scheduler = scheduler;
        this.history = history;
        this.network = network;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("UpdateService", Operation.of(UpdateServiceRequest::builder, this::update).requiring("service"));
    }

    private UpdateServiceResponse update(CallContext context, UpdateServiceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Service service = this.tables.services()
            .find(References.within(context, cluster, "service", request.service()))
            .orElseThrow(EcsErrors::serviceNotFound);
        if (!service.status().equals("ACTIVE")) {
            throw new AwsError("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        check(request, service);
        Service changed = scaled(request, service);
        Service next = Deployments.isRolling(service) ? deployed(context, cluster, request, service, changed)
                : TaskSetShares.of(changed, context.now());
        this.scheduler.changed(service.serviceArn(), context.now());
        this.tables.services().put(next.serviceArn(), next);
        return UpdateServiceResponse.builder().service(next).build();
    }

    private static void check(UpdateServiceRequest request, Service service) {
        boolean daemon = service.schedulingStrategy() == SchedulingStrategy.DAEMON;
        if (request.desiredCount() != null) {
            if (daemon) {
                throw ServiceRules.daemonCount();
            }
            if (request.desiredCount() < 0) {
                throw EcsErrors.invalidParameter("Desired count must not be negative.");
            }
        }
        if (daemon && !request.placementStrategy().isEmpty()) {
            throw ServiceRules.daemonPlacement();
        }
        ServiceRules.checkPropagation(request.propagateTags());
        ServiceRules.checkGrace(request.healthCheckGracePeriodSeconds());
        if (!Deployments.isRolling(service)) {
            checkController(request, service.deploymentController().typeAsString());
        }
    }

    /** What is deployed by somebody else can be changed by that one only. */
    private static void checkController(UpdateServiceRequest request, String controller) {
        refuse(request.taskDefinition() != null, "task definition", controller);
        refuse(request.networkConfiguration() != null, "network parameters", controller);
        refuse(request.platformVersion() != null, "platform version", controller);
        refuse(request.hasLoadBalancers(), "load balancers", controller);
        refuse(request.hasServiceRegistries(), "service registries", controller);
        refuse(request.hasCapacityProviderStrategy(), "capacity provider strategy", controller);
        if (Boolean.TRUE.equals(request.forceNewDeployment())) {
            throw EcsErrors.invalidParameter("Cannot force a new deployment on services with a " + controller
                    + " deployment controller." + advice(controller));
        }
    }

    private static void refuse(boolean asked, String what, String controller) {
        if (asked) {
            throw EcsErrors.invalidParameter("Unable to update " + what + " on services with a " + controller
                    + " deployment controller." + advice(controller));
        }
    }

    private static String advice(String controller) {
        return controller.equals("CODE_DEPLOY") ? " Use AWS CodeDeploy to trigger a new deployment." : "";
    }

    /** With what needs no new deployment. */
    private static Service scaled(UpdateServiceRequest request, Service service) {
        DeploymentConfiguration configuration = (request.deploymentConfiguration() != null)
                ? DeploymentSettings.checked(request.deploymentConfiguration(), service.schedulingStrategy())
                : service.deploymentConfiguration();
        Service.Builder changed = service.toBuilder().deploymentConfiguration(configuration);
        if (request.desiredCount() != null) {
            changed.desiredCount(request.desiredCount());
        }
        if (request.availabilityZoneRebalancing() != null) {
            changed.availabilityZoneRebalancing(ServiceRules.rebalancing(request.availabilityZoneRebalancing(),
                    service.schedulingStrategy(), configuration));
        }
        if (request.hasPlacementConstraints()) {
            changed.placementConstraints(request.placementConstraints());
        }
        if (request.hasPlacementStrategy()) {
            changed.placementStrategy(request.placementStrategy());
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
        return changed.build();
    }

    private Service deployed(CallContext context, Cluster cluster, UpdateServiceRequest request, Service before,
            Service scaled) {
        TaskDefinition definition = (request.taskDefinition() != null)
                ? this.definitions.active(context, request.taskDefinition())
                : this.tables.taskDefinitions().find(before.taskDefinition()).orElseThrow();
        Service.Builder changed = scaled.toBuilder().taskDefinition(definition.taskDefinitionArn());
        place(context, request, cluster, before, definition, changed);
        if (request.hasLoadBalancers()) {
            Attachments.checkLoadBalancers(request.loadBalancers(), definition);
            changed.loadBalancers(List.copyOf(request.loadBalancers()));
        }
        if (request.hasServiceRegistries()) {
            Attachments.checkRegistries(request.serviceRegistries(), definition);
            changed.serviceRegistries(List.copyOf(request.serviceRegistries()));
        }
        Extras old = Extras.of(Deployments.primary(before));
        Extras extras = extras(context, request, cluster, before, definition, old);
        Service next = changed.build();
        boolean force = Boolean.TRUE.equals(request.forceNewDeployment());
        if (!force && !next.capacityProviderStrategy().equals(before.capacityProviderStrategy())) {
            throw EcsErrors.invalidParameter("When switching from launch type to capacity provider strategy on an "
                    + "existing service, or making a change to a capacity provider strategy on a service that is "
                    + "already using one, you must force a new deployment.");
        }
        return (force || isNewDeployment(before, next) || !old.equals(extras))
                ? this.history.begin(Deployments.start(next, extras, "", context.now()), context.now()) : next;
    }

    private static Extras extras(CallContext context, UpdateServiceRequest request, Cluster cluster, Service service,
            TaskDefinition definition, Extras old) {
        return new Extras(
                (request.serviceConnectConfiguration() != null) ? Attachments.serviceConnect(context,
                        request.serviceConnectConfiguration(), cluster, definition) : old.serviceConnect(),
                request.hasVolumeConfigurations()
                        ? Attachments.volumes(request.volumeConfigurations(), service.schedulingStrategy(), definition)
                        : old.volumes(),
                request.hasVpcLatticeConfigurations() ? Attachments.lattice(request.vpcLatticeConfigurations())
                        : old.lattice());
    }

    private void place(CallContext context, UpdateServiceRequest request, Cluster cluster, Service service,
            TaskDefinition definition, Service.Builder changed) {
        List<CapacityProviderStrategyItem> strategy = request.hasCapacityProviderStrategy()
                ? request.capacityProviderStrategy() : service.capacityProviderStrategy();
        LaunchType launchType = strategy.isEmpty() ? service.launchType() : null;
        Placement placement = Placement.of(cluster, definition, launchType, strategy,
                (request.networkConfiguration() != null) ? request.networkConfiguration()
                        : service.networkConfiguration(),
                (request.platformVersion() != null) ? request.platformVersion() : service.platformVersion());
        placement.checkNetwork(this.network, context.region());
        changed.launchType(placement.launchType())
            .capacityProviderStrategy(CreateService.given(placement.strategy()))
            .platformVersion(placement.platformVersion())
            .platformFamily((placement.platformVersion() != null) ? CreateService.family(definition) : null);
        if (request.networkConfiguration() != null) {
            changed.networkConfiguration(placement.networkConfiguration());
        }
    }

    private static boolean isNewDeployment(Service before, Service after) {
        return !before.taskDefinition().equals(after.taskDefinition())
                || !Objects.equals(before.networkConfiguration(), after.networkConfiguration())
                || !Objects.equals(before.platformVersion(), after.platformVersion())
                || !before.loadBalancers().equals(after.loadBalancers())
                || !before.serviceRegistries().equals(after.serviceRegistries());
    }

}
