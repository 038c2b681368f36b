package dev.shipshape.localaws.ecs.clusters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;

/** A cluster as answers show it: with its counts, and with what was asked for. */
final class ClusterView {

    /** What can be included. */
    static final List<String> FIELDS = List.of("ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS");

    private static final List<LaunchType> LAUNCH_TYPES = List.of(LaunchType.EC2, LaunchType.FARGATE,
            LaunchType.EXTERNAL);

    private final EcsTables tables;

    private final Tags tags;

    ClusterView(EcsTables tables, Tags tags) {
        this.tables = tables;
        this.tags = tags;
    }

    /** With settings and tags, as the calls that change a cluster answer. */
    Cluster all(Cluster cluster) {
        return with(cluster, List.of(ClusterField.SETTINGS, ClusterField.CONFIGURATIONS, ClusterField.TAGS));
    }

    /** With the counts, and of the rest only what is included. */
    Cluster with(Cluster cluster, List<ClusterField> include) {
        TaskIndex tasks = this.tables.taskIndex();
        Cluster.Builder view = cluster.toBuilder()
            .registeredContainerInstancesCount(this.tables.instanceIndex().count(cluster.clusterArn()))
            .runningTasksCount(tasks.running(cluster.clusterArn()))
            .pendingTasksCount(tasks.pending(cluster.clusterArn()))
            .activeServicesCount(this.tables.serviceIndex().active(cluster.clusterArn()))
            .statistics(include.contains(ClusterField.STATISTICS) ? statistics(cluster) : List.of())
            .tags(include.contains(ClusterField.TAGS) ? this.tags.of(cluster.clusterArn()) : List.of());
        if (include.contains(ClusterField.ATTACHMENTS)) {
            view.attachments(attachments(cluster)).attachmentsStatus("UPDATE_COMPLETE");
        }
        if (!include.contains(ClusterField.SETTINGS)) {
            view.settings(List.of());
        }
        if (!include.contains(ClusterField.CONFIGURATIONS)) {
            view.configuration((ClusterConfiguration) null);
        }
        return view.build();
    }

    /**
     * The scaling policies that ECS makes for the Auto Scaling groups of a cluster, one
     * for each provider. What is no provider of Fargate's is taken for one.
     */
    private static List<Attachment> attachments(Cluster cluster) {
        return cluster.capacityProviders().stream().filter((name) -> !Providers.FARGATE.contains(name)).map((name) -> {
            String id = UUID.nameUUIDFromBytes((cluster.clusterArn() + name).getBytes(StandardCharsets.UTF_8))
                .toString();
            return Attachment.builder()
                .id(id)
                .type("as_policy")
                .status("CREATED")
                .details(KeyValuePair.builder().name("capacityProviderName").value(name).build(),
                        KeyValuePair.builder()
                            .name("scalingPolicyName")
                            .value("ECSManagedAutoScalingPolicy-" + id)
                            .build())
                .build();
        }).toList();
    }

    boolean hasServices(Cluster cluster) {
        return this.tables.serviceIndex().hasAny(cluster.clusterArn());
    }

    boolean hasTasks(Cluster cluster) {
        return this.tables.taskIndex().hasLive(cluster.clusterArn());
    }

    private List<KeyValuePair> statistics(Cluster cluster) {
        TaskIndex tasks = this.tables.taskIndex();
        List<KeyValuePair> statistics = new ArrayList<>();
        for (LaunchType type : LAUNCH_TYPES) {
            String name = switch (type) {
                case EC2 -> "EC2";
                case FARGATE -> "Fargate";
                default -> "External";
            };
            add(statistics, "running" + name + "TasksCount", tasks.running(cluster.clusterArn(), type.toString()));
            add(statistics, "pending" + name + "TasksCount", tasks.pending(cluster.clusterArn(), type.toString()));
            add(statistics, "active" + name + "ServiceCount",
                    this.tables.serviceIndex().count(cluster.clusterArn(), "ACTIVE", type));
            add(statistics, "draining" + name + "ServiceCount",
                    this.tables.serviceIndex().count(cluster.clusterArn(), "DRAINING", type));
        }
        return statistics;
    }

    private static void add(List<KeyValuePair> statistics, String name, int value) {
        statistics.add(KeyValuePair.builder().name(name).value(String.valueOf(value)).build());
    }

}
