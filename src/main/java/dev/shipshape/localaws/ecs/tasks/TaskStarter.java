package dev.shipshape.localaws.ecs.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Disturbances;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.store.Index;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskEphemeralStorage;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Makes tasks, for RunTask and for services alike. */
public final class TaskStarter {

    private final Engine engine;

    private final Network network;

    private final Disturbances disturbances;

    private final Index<TaskInterface> interfaces;

    private final Tags tags;

    /** A starter of tasks that live in this engine. */
    public TaskStarter(Engine engine, Surroundings surroundings, Index<TaskInterface> interfaces, Tags tags) {
        this.engine = engine;
        this.network = surroundings.network();
        this.disturbances = surroundings.disturbances();
        this.interfaces = interfaces;
        this.tags = tags;
    }

    /**
     * What every task of one order has in common.
     *
     * @param cluster the cluster
     * @param definition what to start
     * @param placement where
     * @param group the group, such as {@code family:web} or {@code service:web}
     * @param startedBy who says so, or null
     * @param overrides what differs from the definition
     * @param tags the tags of each task
     * @param executeCommand whether commands may be run in it
     */
    public record Order(Cluster cluster, TaskDefinition definition, Placement placement, String group,
            @Nullable String startedBy, TaskOverride overrides, List<Tag> tags, boolean executeCommand) {
    }

    /** Whether a fault has it that there is no capacity for services. */
    public boolean isShortForServices() {
        return this.disturbances.isShortForServices();
    }

    /** Makes a task of an order, with this provider of capacity, if any. */
    public Task start(Order order, @Nullable String provider, Instant now) {
        String id = UUID.randomUUID().toString().replace("-", "");
        String arn = Names.below(order.cluster(), ":task/") + id;
        TaskInterface networkInterface = attach(order.placement().network(), arn, now);
        TaskDefinition definition = order.definition();
        String cpu = Optional.ofNullable(order.overrides().cpu()).orElse(definition.cpu());
        String memory = Optional.ofNullable(order.overrides().memory()).orElse(definition.memory());
        int storage = (definition.ephemeralStorage() != null) ? definition.ephemeralStorage().sizeInGiB() : 20;
        Task.Builder task = Task.builder()
            .taskArn(arn)
            .clusterArn(order.cluster().clusterArn())
            .taskDefinitionArn(definition.taskDefinitionArn())
            .attributes(Attribute.builder().name("ecs.cpu-architecture").value(architecture(definition)).build())
            .capacityProviderName(provider)
            .containers(definition.containerDefinitions().stream().map((each) -> container(each, arn)).toList())
            .cpu(cpu)
            .memory(memory)
            .createdAt(now)
            .desiredStatus("RUNNING")
            .lastStatus("PROVISIONING")
            .enableExecuteCommand(order.executeCommand())
            .group(order.group())
            .healthStatus(HealthStatus.UNKNOWN)
            .launchType(LaunchType.FARGATE)
            .overrides(overrides(order.overrides(), definition))
            .platformVersion(order.placement().platformVersion())
            .platformFamily(platformFamily(definition))
            .startedBy(order.startedBy())
            .version(1L)
            .ephemeralStorage(EphemeralStorage.builder().sizeInGiB(storage).build())
            .fargateEphemeralStorage(TaskEphemeralStorage.builder().sizeInGiB(storage).build());
        if (networkInterface != null) {
            task.availabilityZone(networkInterface.availabilityZone()).attachments(attachment(networkInterface));
        }
        Task made = task.build();
        this.engine.begin(made, networkInterface);
        this.tags.set(arn, order.tags());
        return made.toBuilder().tags(order.tags()).build();
    }

    private static Container container(ContainerDefinition definition, String taskArn) {
        String cluster = taskArn.substring(taskArn.indexOf('/') + 1);
        return Container.builder()
            .containerArn(
                    taskArn.substring(0, taskArn.indexOf(":task/")) + ":container/" + cluster + "/" + UUID.randomUUID())
            .taskArn(taskArn)
            .name(definition.name())
            .image(definition.image())
            .lastStatus("PENDING")
            .healthStatus(HealthStatus.UNKNOWN)
            .networkInterfaces(List.of())
            .cpu(String.valueOf(definition.cpu()))
            .memory((definition.memory() != null) ? definition.memory().toString() : null)
            .memoryReservation(
                    (definition.memoryReservation() != null) ? definition.memoryReservation().toString() : null)
            .build();
    }

    /** ECS answers an entry for each container, also when nothing differs. */
    private static TaskOverride overrides(TaskOverride asked, TaskDefinition definition) {
        List<ContainerOverride> all = definition.containerDefinitions()
            .stream()
            .map((container) -> asked.containerOverrides()
                .stream()
                .filter((override) -> container.name().equals(override.name()))
                .findFirst()
                .orElseGet(() -> ContainerOverride.builder().name(container.name()).build()))
            .toList();
        return asked.toBuilder().containerOverrides(all).inferenceAcceleratorOverrides(List.of()).build();
    }

    private static String architecture(TaskDefinition definition) {
        boolean arm = definition.runtimePlatform() != null
                && "ARM64".equals(definition.runtimePlatform().cpuArchitectureAsString());
        return arm ? "arm64" : "x86_64";
    }

    private static String platformFamily(TaskDefinition definition) {
        String family = (definition.runtimePlatform() != null)
                ? definition.runtimePlatform().operatingSystemFamilyAsString() : null;
        return (family == null || family.equals("LINUX")) ? "Linux" : family;
    }

    private static Attachment attachment(TaskInterface networkInterface) {
        return Attachment.builder()
            .id(networkInterface.attachmentId())
            .type("ElasticNetworkInterface")
            .status("PRECREATED")
            .details(KeyValuePair.builder().name("subnetId").value(networkInterface.subnetId()).build())
            .build();
    }

    private @Nullable TaskInterface attach(@Nullable AwsVpcConfiguration asked, String taskArn, Instant now) {
        if (asked == null) {
            return null;
        }
        String region = taskArn.split(":", -1)[3];
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String subnetId = asked.subnets().get(random.nextInt(asked.subnets().size()));
        Network.Subnet subnet = this.network.subnet(region, subnetId).orElseThrow();
        List<String> groups = asked.securityGroups().isEmpty()
                ? List.of(this.network.defaultSecurityGroup(region, subnet.vpcId())) : asked.securityGroups();
        boolean isPublic = asked.assignPublicIp() == AssignPublicIp.ENABLED;
        return new TaskInterface(TaskInterface.id(taskArn), region, taskArn, UUID.randomUUID().toString(),
                subnet.subnetId(), subnet.vpcId(), subnet.availabilityZone(), freeAddress(region, subnet, random),
                isPublic ? "203.0.113." + (1 + random.nextInt(254)) : null,
                String.format("0a:%02x:%02x:%02x:%02x:%02x", random.nextInt(256), random.nextInt(256),
                        random.nextInt(256), random.nextInt(256), random.nextInt(256)),
                List.copyOf(groups), now);
    }

    /** An address of the subnet that no other task has; EC2 keeps the first four. */
    private String freeAddress(String region, Network.Subnet subnet, ThreadLocalRandom random) {
        String own = region + "/" + subnet.subnetId() + "/";
        String[] parts = subnet.cidr().split("[./]", -1);
        int base = 0;
        for (int part = 0; part < 4; part++) {
            base = (base << 8) | Integer.parseInt(parts[part]);
        }
        int size = 1 << (32 - Integer.parseInt(parts[4]));
        if (size > 5 + this.interfaces.count(own)) {
            while (true) {
                int address = base + 4 + random.nextInt(size - 5);
                String text = (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
                        + (address & 0xff);
                if (!this.interfaces.has(own + text)) {
                    return text;
                }
            }
        }
        throw EcsErrors.invalidParameter("The subnet " + subnet.subnetId() + " has no free addresses.");
    }

}
