package dev.shipshape.tasks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.shipshape.audit.Change;
import dev.shipshape.network.Addresses;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.taskdefinitions.SdkJson;
import dev.shipshape.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What it takes to run a task again: the request that would run one like it, as JSON.
 *
 * @param request the request, without the marks of an action
 */
record TaskMemo(RunTaskRequest request) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What ECS calls the attachment of a task's own volume. */
    private static final String VOLUME = "AmazonElasticBlockStorage";

    /**
     * Reads it off a task that runs.
     * @param task as AWS tells it
     * @param address its network interface; null for none
     * @throws Problem if it has a volume, which would go with it
     */
    static TaskMemo of(Task task, @Nullable Addresses address) {
        if (task.attachments().stream().anyMatch((attachment) -> VOLUME.equals(attachment.type()))) {
            throw new Problem(HttpStatus.CONFLICT, "The task has a volume of its own, which goes when it stops.",
                    "It could not be brought back as it is. Stop it by itself, or let it run.");
        }
        RunTaskRequest.Builder request = RunTaskRequest.builder()
            .cluster(task.clusterArn())
            .taskDefinition(task.taskDefinitionArn())
            .count(1)
            .enableExecuteCommand(task.enableExecuteCommand())
            .overrides(task.overrides())
            .networkConfiguration(network(task, address))
            .tags(own(task));
        if (task.capacityProviderName() != null) {
            request.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                .capacityProvider(task.capacityProviderName())
                .weight(1)
                .build());
        }
        else {
            request.launchType(task.launchTypeAsString());
        }
        if (task.platformVersion() != null) {
            request.platformVersion(task.platformVersion());
        }
        String group = task.group();
        if (group != null && !group.startsWith("family:") && !group.startsWith("service:")) {
            request.group(group);
        }
        return new TaskMemo(request.build());
    }

    private static @Nullable NetworkConfiguration network(Task task, @Nullable Addresses address) {
        if (address == null) {
            return null;
        }
        boolean asked = address.publicAddress() != null && !"EC2".equals(task.launchTypeAsString());
        return new NetworkChoice(List.of(address.subnet()), address.securityGroups(), asked).toAws();
    }

    /**
     * A person's own tags, and when it was to go; the others are AWS's and the new run's.
     */
    private static List<Tag> own(Task task) {
        return task.tags()
            .stream()
            .filter((tag) -> !tag.key().startsWith("aws:"))
            .filter((tag) -> !tag.key().startsWith("shipshape:") || tag.key().equals(Change.EXPIRES))
            .toList();
    }

    /** The memo from a stored row. */
    static TaskMemo read(String memo) {
        RunTaskRequest.Builder request = RunTaskRequest.builder();
        SdkJson.fill(request, (ObjectNode) JSON.readTree(memo), "");
        return new TaskMemo(request.build());
    }

    /** The memo as a stored row keeps it. */
    String written() {
        return JSON.writeValueAsString(SdkJson.tree(this.request));
    }

    /** What a person calls the revision: {@code web:3}. */
    String label() {
        String arn = this.request.taskDefinition();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The tags that it had. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        this.request.tags().forEach((tag) -> tags.put(tag.key(), Objects.requireNonNullElse(tag.value(), "")));
        return tags;
    }

    /** Whether it gets a public address. */
    boolean publicAddress() {
        NetworkConfiguration network = this.request.networkConfiguration();
        return network != null && network.awsvpcConfiguration() != null
                && "ENABLED".equals(network.awsvpcConfiguration().assignPublicIpAsString());
    }

}
