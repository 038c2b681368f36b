package dev.shipshape.localaws.ecs.instances;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.InstanceIndex;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Machines;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.PlatformDevice;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterContainerInstanceResponse;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/** RegisterContainerInstance: what the agent on a machine calls when it starts. */
public final class Registration {

    /** What a machine has at the least that does not say what it has. */
    private static final int USUAL_CPU = 4096;

    private static final int USUAL_MEMORY = 7482;

    /** The version in the examples of the API reference. */
    private static final VersionInfo USUAL_VERSION = VersionInfo.builder()
        .agentVersion("1.0.0")
        .agentHash("4023248")
        .dockerVersion("DockerVersion: 1.5.0")
        .build();

    private final Clusters clusters;

    private final Fleet fleet;

    private final Tags tags;

    private final Machines machines;

    /** Registers machines in this fleet. */
    public Registration(Clusters clusters, Fleet fleet, Tags tags, Machines machines) {
        this.clusters = clusters;
        this.fleet = fleet;
        this.tags = tags;
        this.machines = machines;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("RegisterContainerInstance",
                Operation.of(RegisterContainerInstanceRequest::builder, this::register));
    }

    private RegisterContainerInstanceResponse register(CallContext context, RegisterContainerInstanceRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        Tags.check(request.tags());
        checkNames(request);
        IdentityDocument identity = IdentityDocument.parse(request.instanceIdentityDocument());
        ContainerInstance known = known(context, cluster, request, identity);
        ContainerInstance instance = (known != null) ? again(known, request)
                : fresh(context, cluster, request, identity);
        this.fleet.put(instance);
        if (request.hasTags()) {
            this.tags.set(instance.containerInstanceArn(), request.tags());
        }
        return RegisterContainerInstanceResponse.builder()
            .containerInstance(this.fleet.counted(instance)
                .toBuilder()
                .tags(this.tags.of(instance.containerInstanceArn()))
                .build())
            .build();
    }

    /** The members that the API reference calls required, in what is listed. */
    private static void checkNames(RegisterContainerInstanceRequest request) {
        if (request.platformDevices().stream().anyMatch((device) -> device.id() == null)) {
            throw EcsErrors.invalidParameter("id can not be blank.");
        }
        if (request.attributes().stream().anyMatch((attribute) -> attribute.name() == null)
                || request.totalResources().stream().anyMatch((resource) -> resource.name() == null)) {
            throw EcsErrors.invalidParameter("name can not be blank.");
        }
    }

    /** The instance that an agent registers again, such as after its restart. */
    private @Nullable ContainerInstance known(CallContext context, Cluster cluster,
            RegisterContainerInstanceRequest request, IdentityDocument identity) {
        if (request.containerInstanceArn() != null) {
            return this.fleet
                .find(Names.below(cluster, ":container-instance/") + Names.last(request.containerInstanceArn()))
                .filter((one) -> !Fleet.INACTIVE.equals(one.status()))
                .orElseThrow(() -> EcsErrors.client("The referenced container instance was not found."));
        }
        if (identity.instanceId() == null) {
            return null;
        }
        ContainerInstance known = this.fleet.ofMachine(context.region(), identity.instanceId()).orElse(null);
        if (known != null && !InstanceIndex.clusterArn(known.containerInstanceArn()).equals(cluster.clusterArn())) {
            throw EcsErrors.client("The instance " + identity.instanceId() + " is registered in another cluster.");
        }
        return known;
    }

    private static ContainerInstance again(ContainerInstance known, RegisterContainerInstanceRequest request) {
        return known.toBuilder()
            .agentConnected(true)
            .versionInfo((request.versionInfo() != null) ? request.versionInfo() : known.versionInfo())
            .version(known.version() + 1)
            .build();
    }

    private ContainerInstance fresh(CallContext context, Cluster cluster, RegisterContainerInstanceRequest request,
            IdentityDocument identity) {
        Resources usual = usual(context, request, identity);
        Resources total = Resources.told(request.totalResources()).orElse(usual);
        List<Attribute> attributes = new ArrayList<>(request.attributes());
        identity.attributes(context.region())
            .stream()
            .filter((own) -> attributes.stream().noneMatch((given) -> own.name().equals(given.name())))
            .forEach(attributes::add);
        return instance(cluster, identity.instanceId(), total, attributes,
                (request.versionInfo() != null) ? request.versionInfo() : USUAL_VERSION, context.now());
    }

    private Resources usual(CallContext context, RegisterContainerInstanceRequest request, IdentityDocument identity) {
        Optional<Resources> machine = (identity.instanceId() != null)
                ? this.machines.find(context.region(), identity.instanceId()).map(Agent::resources) : Optional.empty();
        List<String> gpus = request.platformDevices().stream().map(PlatformDevice::id).toList();
        return Resources.of(Math.max(machine.map(Resources::cpu).orElse(0), USUAL_CPU),
                Math.max(machine.map(Resources::memory).orElse(0), USUAL_MEMORY), gpus);
    }

    /** A new instance, of which everything is left. */
    static ContainerInstance instance(Cluster cluster, @Nullable String ec2InstanceId, Resources total,
            List<Attribute> attributes, VersionInfo version, Instant now) {
        return ContainerInstance.builder()
            .containerInstanceArn(Names.below(cluster, ":container-instance/") + UUID.randomUUID())
            .ec2InstanceId(ec2InstanceId)
            .version(1L)
            .versionInfo(version)
            .registeredResources(total.list())
            .remainingResources(total.list())
            .status(Fleet.ACTIVE)
            .agentConnected(true)
            .runningTasksCount(0)
            .pendingTasksCount(0)
            .attributes(attributes)
            .attachments(List.of())
            .registeredAt(now)
            .build();
    }

}
