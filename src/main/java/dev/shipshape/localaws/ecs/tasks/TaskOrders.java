package dev.shipshape.localaws.ecs.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.shipshape.localaws.ecs.placement.Rules;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.taskdefinitions.TaskDefinitions;
import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.Volume;

/** What RunTask and StartTask check of a call, and what they make of it. */
final class TaskOrders {

    private static final Pattern STARTED_BY = Pattern.compile("[A-Za-z0-9\\-/_]{0,128}");

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9\\-_:./]{0,255}");

    private final TaskDefinitions definitions;

    private final Tags tags;

    private final Network network;

    TaskOrders(TaskDefinitions definitions, Tags tags, Network network) {
        this.definitions = definitions;
        this.tags = tags;
        this.network = network;
    }

    Order order(CallContext context, Cluster cluster, RunTaskRequest request) {
        if (request.startedBy() != null && !STARTED_BY.matcher(request.startedBy()).matches()) {
            throw EcsErrors
                .invalidParameter("startedBy must have at most 128 letters, digits, hyphens, slashes and underscores.");
        }
        if (request.referenceId() != null && request.referenceId().length() > 1024) {
            throw EcsErrors.invalidParameter("referenceId must have at most 1024 characters.");
        }
        TaskDefinition definition = this.definitions.active(context, request.taskDefinition());
        Placement placement = Placement.of(cluster, definition, request.launchType(),
                request.capacityProviderStrategy(), request.networkConfiguration(), request.platformVersion());
        Rules rules = Rules.checked(request.placementConstraints(), request.placementStrategy(), placement.isFargate());
        Tags.check(request.tags());
        placement.checkNetwork(this.network, context.region());
        return new Order(cluster, definition, placement, rules, group(request, definition), request.startedBy(),
                new Overrides(definition, placement.isFargate()).checked(request.overrides()),
                tags(request, cluster, definition), Boolean.TRUE.equals(request.enableExecuteCommand()),
                volumes(request.volumeConfigurations(), definition));
    }

    private static String group(RunTaskRequest request, TaskDefinition definition) {
        if (request.group() == null || request.group().isEmpty()) {
            return "family:" + definition.family();
        }
        if (request.group().startsWith("service:") || !GROUP.matcher(request.group()).matches()) {
            throw EcsErrors.invalidParameter("Invalid namespace for group.");
        }
        return request.group();
    }

    private List<Tag> tags(RunTaskRequest request, Cluster cluster, TaskDefinition definition) {
        List<Tag> own = new ArrayList<>(request.tags());
        PropagateTags propagate = request.propagateTags();
        if (propagate != null && propagate != PropagateTags.NONE) {
            if (propagate != PropagateTags.TASK_DEFINITION) {
                throw EcsErrors.invalidParameter(
                        "Invalid value for propagateTags. The only valid values are TASK_DEFINITION and NONE.");
            }
            Tags.add(own, this.tags.of(definition.taskDefinitionArn()));
        }
        return Tags.managed(own, Boolean.TRUE.equals(request.enableECSManagedTags()), cluster, null);
    }

    /** The volumes that each task gets: those that the definition left to the launch. */
    private static List<String> volumes(List<TaskVolumeConfiguration> asked, TaskDefinition definition) {
        List<String> names = asked.stream().map((volume) -> required(volume.name(), "name")).toList();
        for (TaskVolumeConfiguration volume : asked) {
            boolean known = definition.volumes()
                .stream()
                .anyMatch((one) -> volume.name().equals(one.name()) && Boolean.TRUE.equals(one.configuredAtLaunch()));
            if (!known) {
                throw EcsErrors.invalidParameter("The volume configuration " + volume.name()
                        + " does not match a volume of the task definition that is configured at launch.");
            }
            if (volume.managedEBSVolume() != null) {
                required(volume.managedEBSVolume().roleArn(), "managedEBSVolume.roleArn");
            }
        }
        definition.volumes()
            .stream()
            .filter((one) -> Boolean.TRUE.equals(one.configuredAtLaunch()) && !names.contains(one.name()))
            .findFirst()
            .map(Volume::name)
            .ifPresent((missing) -> {
                throw EcsErrors.invalidParameter("The volume " + missing
                        + " is configured at launch, and needs a volume configuration in the call.");
            });
        return names;
    }

    private static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw EcsErrors.invalidParameter("volumeConfigurations." + member + " can not be blank.");
        }
        return value;
    }

}
