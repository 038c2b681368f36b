package dev.shipshape.localaws.ecs.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.shipshape.localaws.ecs.instances.Demand;
import dev.shipshape.localaws.engine.TaskInterface;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskEphemeralStorage;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** What a new task looks like, on Fargate and on a container instance. */
final class TaskShape {

    /** The storage of a Fargate task in GiB, unless it asks for more. */
    private static final int USUAL_STORAGE = 20;

    private final Order order;

    private final String arn;

    private final Instant now;

    TaskShape(Order order, String arn, Instant now) {
        this.order = order;
        this.arn = arn;
        this.now = now;
    }

    Task onFargate(@Nullable String provider, @Nullable TaskInterface networkInterface) {
        TaskDefinition definition = this.order.definition();
        int storage = storage();
        return common(provider, networkInterface)
            .cpu(Optional.ofNullable(this.order.overrides().cpu()).orElse(definition.cpu()))
            .memory(Optional.ofNullable(this.order.overrides().memory()).orElse(definition.memory()))
            .lastStatus("PROVISIONING")
            .launchType(LaunchType.FARGATE)
            .platformVersion(this.order.placement().platformVersion())
            .platformFamily(platformFamily(definition))
            .ephemeralStorage(EphemeralStorage.builder().sizeInGiB(storage).build())
            .fargateEphemeralStorage(TaskEphemeralStorage.builder().sizeInGiB(storage).build())
            .build();
    }

    private int storage() {
        EphemeralStorage overridden = this.order.overrides().ephemeralStorage();
        EphemeralStorage defined = this.order.definition().ephemeralStorage();
        if (overridden != null && overridden.sizeInGiB() != null) {
            return overridden.sizeInGiB();
        }
        return (defined != null) ? defined.sizeInGiB() : USUAL_STORAGE;
    }

    /** On an instance a task begins as PENDING, unless it waits for an interface. */
    Task on(ContainerInstance instance, Demand demand, @Nullable String provider,
            @Nullable TaskInterface networkInterface) {
        LaunchType launchType = (this.order.placement().launchType() == LaunchType.EXTERNAL) ? LaunchType.EXTERNAL
                : LaunchType.EC2;
        Task.Builder task = common(provider, networkInterface).cpu(String.valueOf(demand.cpu()))
            .memory(String.valueOf(demand.memory()))
            .launchType(launchType)
            .containerInstanceArn(instance.containerInstanceArn());
        if (networkInterface == null) {
            instance.attributes()
                .stream()
                .filter((one) -> "ecs.availability-zone".equals(one.name()))
                .findFirst()
                .ifPresent((zone) -> task.availabilityZone(zone.value()));
            task.connectivity(Connectivity.CONNECTED).connectivityAt(this.now);
        }
        return task.lastStatus((networkInterface != null) ? "PROVISIONING" : "PENDING").build();
    }

    private Task.Builder common(@Nullable String provider, @Nullable TaskInterface networkInterface) {
        TaskDefinition definition = this.order.definition();
        List<Attachment> attachments = new ArrayList<>();
        Task.Builder task = Task.builder();
        if (networkInterface != null) {
            attachments.add(attachment(networkInterface));
            task.availabilityZone(networkInterface.availabilityZone());
        }
        this.order.volumes().forEach((volume) -> attachments.add(volume(volume)));
        return task.taskArn(this.arn)
            .attachments(attachments)
            .clusterArn(this.order.cluster().clusterArn())
            .taskDefinitionArn(definition.taskDefinitionArn())
            .attributes(Attribute.builder().name("ecs.cpu-architecture").value(architecture(definition)).build())
            .capacityProviderName(provider)
            .containers(definition.containerDefinitions().stream().map(this::container).toList())
            .createdAt(this.now)
            .desiredStatus("RUNNING")
            .enableExecuteCommand(this.order.executeCommand())
            .group(this.order.group())
            .healthStatus(HealthStatus.UNKNOWN)
            .inferenceAccelerators(definition.inferenceAccelerators())
            .overrides(overrides(this.order.overrides(), definition))
            .startedBy(this.order.startedBy())
            .version(1L);
    }

    private Container container(ContainerDefinition definition) {
        String cluster = this.arn.substring(this.arn.indexOf('/') + 1);
        Optional<ContainerOverride> override = this.order.overrides()
            .containerOverrides()
            .stream()
            .filter((each) -> definition.name().equals(each.name()))
            .findFirst();
        return Container.builder()
            .containerArn(this.arn.substring(0, this.arn.indexOf(":task/")) + ":container/" + cluster + "/"
                    + UUID.randomUUID())
            .taskArn(this.arn)
            .name(definition.name())
            .image(definition.image())
            .lastStatus("PENDING")
            .healthStatus(HealthStatus.UNKNOWN)
            .networkBindings(List.of())
            .networkInterfaces(List.of())
            .cpu(text(override.map(ContainerOverride::cpu).orElse(definition.cpu())))
            .memory(text(override.map(ContainerOverride::memory).orElse(definition.memory())))
            .memoryReservation(
                    text(override.map(ContainerOverride::memoryReservation).orElse(definition.memoryReservation())))
            .build();
    }

    private static @Nullable String text(@Nullable Integer number) {
        return (number != null) ? number.toString() : null;
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
        return asked.toBuilder()
            .containerOverrides(all)
            .inferenceAcceleratorOverrides(asked.inferenceAcceleratorOverrides().stream().toList())
            .build();
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

    private static Attachment volume(String name) {
        return Attachment.builder()
            .id(UUID.randomUUID().toString())
            .type("AmazonElasticBlockStorage")
            .status("PRECREATED")
            .details(KeyValuePair.builder().name("volumeName").value(name).build())
            .build();
    }

}
