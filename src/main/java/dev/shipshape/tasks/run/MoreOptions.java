package dev.shipshape.tasks.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.web.Problem;
import dev.shipshape.web.TagLines;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.PlacementConstraint;
import software.amazon.awssdk.services.ecs.model.PlacementStrategy;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/**
 * What is seldom said when a task is run.
 *
 * @param strategy a capacity provider a line: name, base, weight
 * @param platformVersion Fargate's platform version; empty for the latest
 * @param group the group that the tasks belong to
 * @param tags tags, a line each
 * @param propagate whether they take over their definition's tags
 * @param exec whether commands can be run in them
 * @param constraints placement constraints, a line each
 * @param placement placement strategies, a line each
 * @param taskCpu CPU units of the task
 * @param taskMemory MiB of the task
 * @param storage GiB of ephemeral storage
 * @param taskRole the role that its containers act as
 * @param executionRole the role that starts it
 */
record MoreOptions(String strategy, String platformVersion, String group, String tags, Boolean propagate, Boolean exec,
        String constraints, String placement, String taskCpu, String taskMemory, String storage, String taskRole,
        String executionRole) {

    /** RunTask takes up to 8192 characters of overrides (ECS API reference). */
    private static final int LONGEST = 8192;

    MoreOptions(@Nullable String strategy, @Nullable String platformVersion, @Nullable String group,
            @Nullable String tags, @Nullable Boolean propagate, @Nullable Boolean exec, @Nullable String constraints,
            @Nullable String placement, @Nullable String taskCpu, @Nullable String taskMemory, @Nullable String storage,
            @Nullable String taskRole, @Nullable String executionRole) {
        this.strategy = orEmpty(strategy);
        this.platformVersion = orEmpty(platformVersion);
        this.group = orEmpty(group);
        this.tags = orEmpty(tags);
        this.propagate = Boolean.TRUE.equals(propagate);
        this.exec = Boolean.TRUE.equals(exec);
        this.constraints = orEmpty(constraints);
        this.placement = orEmpty(placement);
        this.taskCpu = orEmpty(taskCpu);
        this.taskMemory = orEmpty(taskMemory);
        this.storage = orEmpty(storage);
        this.taskRole = orEmpty(taskRole);
        this.executionRole = orEmpty(executionRole);
    }

    static MoreOptions none() {
        return new MoreOptions(null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text.strip() : "";
    }

    /** What a task was run with. */
    static MoreOptions of(software.amazon.awssdk.services.ecs.model.Task told) {
        TaskOverride override = told.overrides();
        EphemeralStorage storage = (override != null) ? override.ephemeralStorage() : null;
        String group = told.group();
        boolean own = group != null && !group.startsWith("family:") && !group.startsWith("service:");
        String provider = told.capacityProviderName();
        boolean usual = provider == null || provider.startsWith("FARGATE");
        return new MoreOptions(usual ? "" : provider + " 0 1",
                "LATEST".equals(told.platformVersion()) ? "" : told.platformVersion(), own ? group : "",
                told.tags()
                    .stream()
                    .filter((tag) -> !tag.key().startsWith("aws:") && !tag.key().startsWith("shipshape:"))
                    .map((tag) -> tag.key() + "=" + Objects.requireNonNullElse(tag.value(), ""))
                    .collect(Collectors.joining("\n")),
                false, told.enableExecuteCommand(), "", "", (override != null) ? override.cpu() : "",
                (override != null) ? override.memory() : "",
                (storage != null) ? String.valueOf(storage.sizeInGiB()) : "",
                (override != null) ? override.taskRoleArn() : "",
                (override != null) ? override.executionRoleArn() : "");
    }

    /** Whether anything of it is said, so that it is shown unfolded. */
    public boolean said() {
        return !equals(none());
    }

    /** The roles that stand in place of the definition's. */
    List<String> roles() {
        return List.of(this.taskRole, this.executionRole).stream().filter((role) -> !role.isEmpty()).toList();
    }

    /**
     * The request's members for it.
     * @param containers what is different in containers
     * @throws Problem about the field that is wrong
     */
    RunTaskRequest toAws(List<ContainerOverrides> containers) {
        List<ContainerOverride> overrides = new ArrayList<>();
        containers.stream()
            .filter((container) -> !container.isEmpty())
            .map(ContainerOverrides::toAws)
            .forEach(overrides::add);
        RunTaskRequest.Builder request = RunTaskRequest.builder();
        Integer gib = Numbers.read("more", "Ephemeral storage", this.storage);
        if (gib != null && (gib < 21 || gib > 200)) {
            throw Problem.ofField("more", "Ephemeral storage is 21 to 200 GiB; without a word it is 20.");
        }
        TaskOverride override = TaskOverride.builder()
            .containerOverrides(overrides.isEmpty() ? null : overrides)
            .cpu(units("The task's CPU", this.taskCpu))
            .memory(units("The task's memory", this.taskMemory))
            .ephemeralStorage((gib != null) ? EphemeralStorage.builder().sizeInGiB(gib).build() : null)
            .taskRoleArn(orNull(this.taskRole))
            .executionRoleArn(orNull(this.executionRole))
            .build();
        int length = SdkJson.tree(override).toString().length();
        if (length > LONGEST) {
            throw Problem.ofField(overrides.isEmpty() ? "more" : "containers",
                    "The overrides are " + length + " characters long together; ECS takes " + LONGEST + ".");
        }
        if (!override.equals(TaskOverride.builder().build())) {
            request.overrides(override);
        }
        if (!this.strategy.isEmpty()) {
            request.capacityProviderStrategy(providers());
        }
        if (!this.tags.isEmpty()) {
            request.tags(TagLines.parse("more", this.tags)
                .entrySet()
                .stream()
                .map((tag) -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList());
        }
        if (!this.constraints.isEmpty()) {
            request.placementConstraints(lines(this.constraints).stream().map(MoreOptions::constraint).toList());
        }
        if (!this.placement.isEmpty()) {
            request.placementStrategy(lines(this.placement).stream().map(MoreOptions::strategy).toList());
        }
        return request.platformVersion(orNull(this.platformVersion))
            .group(orNull(this.group))
            .propagateTags(this.propagate ? PropagateTags.TASK_DEFINITION : null)
            .enableExecuteCommand(this.exec ? true : null)
            .build();
    }

    private static @Nullable String units(String label, String text) {
        Integer units = Numbers.read("more", label, text);
        return (units != null) ? units.toString() : null;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).toList();
    }

    private List<CapacityProviderStrategyItem> providers() {
        return lines(this.strategy).stream().map((line) -> {
            String[] parts = line.split("[\\s,]+", -1);
            if (parts.length > 3) {
                throw Problem.ofField("more",
                        "Write a line for each capacity provider: its name, its base, its weight.");
            }
            return CapacityProviderStrategyItem.builder()
                .capacityProvider(parts[0])
                .base((parts.length > 1) ? Numbers.read("more", "A provider's base", parts[1]) : Integer.valueOf(0))
                .weight((parts.length > 2) ? Numbers.read("more", "A provider's weight", parts[2]) : Integer.valueOf(1))
                .build();
        }).toList();
    }

    private static PlacementConstraint constraint(String line) {
        if (line.equals("distinctInstance")) {
            return PlacementConstraint.builder().type("distinctInstance").build();
        }
        if (!line.startsWith("memberOf ")) {
            throw Problem.ofField("more",
                    "A constraint is distinctInstance, or memberOf and an expression of the cluster query language.");
        }
        return PlacementConstraint.builder()
            .type("memberOf")
            .expression(line.substring("memberOf ".length()).strip())
            .build();
    }

    private static PlacementStrategy strategy(String line) {
        String[] parts = line.split("[\\s:]+", 2);
        if (!List.of("random", "spread", "binpack").contains(parts[0])) {
            throw Problem.ofField("more", "A strategy is spread, binpack or random, and by what.");
        }
        return PlacementStrategy.builder().type(parts[0]).field((parts.length > 1) ? parts[1] : null).build();
    }

}
