package dev.shipshape.localaws.ecs.clusters;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;

/** A cluster as answers show it: with its counts, and with what was asked for. */
final class ClusterView {

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
        List<Service> services = services(cluster);
        TaskIndex tasks = this.tables.taskIndex();
        Cluster.Builder view = cluster.toBuilder()
            .registeredContainerInstancesCount(0)
            .runningTasksCount(tasks.running(cluster.clusterArn()))
            .pendingTasksCount(tasks.pending(cluster.clusterArn()))
            .activeServicesCount(count(services, (service) -> service.status().equals("ACTIVE")))
            .statistics(include.contains(ClusterField.STATISTICS) ? statistics(cluster, services) : List.of())
            .tags(include.contains(ClusterField.TAGS) ? this.tags.of(cluster.clusterArn()) : List.of());
        if (!include.contains(ClusterField.SETTINGS)) {
            view.settings(List.of());
        }
        if (!include.contains(ClusterField.CONFIGURATIONS)) {
            view.configuration((software.amazon.awssdk.services.ecs.model.ClusterConfiguration) null);
        }
        return view.build();
    }

    boolean hasServices(Cluster cluster) {
        return services(cluster).stream().anyMatch((service) -> !service.status().equals("INACTIVE"));
    }

    boolean hasTasks(Cluster cluster) {
        return this.tables.taskIndex().hasLive(cluster.clusterArn());
    }

    private List<Service> services(Cluster cluster) {
        return this.tables.services().startingWith(Names.below(cluster, ":service/"));
    }

    private static <T> int count(List<T> list, Predicate<T> which) {
        return (int) list.stream().filter(which).count();
    }

    private List<KeyValuePair> statistics(Cluster cluster, List<Service> services) {
        TaskIndex tasks = this.tables.taskIndex();
        List<KeyValuePair> statistics = new ArrayList<>();
        for (LaunchType type : LAUNCH_TYPES) {
            String name = switch (type) {
                case EC2 -> "EC2";
                case FARGATE -> "Fargate";
                default -> "External";
            };
            List<Service> ours = services.stream().filter((service) -> type == launchType(service)).toList();
            add(statistics, "running" + name + "TasksCount", tasks.running(cluster.clusterArn(), type.toString()));
            add(statistics, "pending" + name + "TasksCount", tasks.pending(cluster.clusterArn(), type.toString()));
            add(statistics, "active" + name + "ServiceCount",
                    count(ours, (service) -> service.status().equals("ACTIVE")));
            add(statistics, "draining" + name + "ServiceCount",
                    count(ours, (service) -> service.status().equals("DRAINING")));
        }
        return statistics;
    }

    /** A service with a strategy has no launch type; the only providers are Fargate's. */
    private static LaunchType launchType(Service service) {
        return (service.launchType() != null) ? service.launchType() : LaunchType.FARGATE;
    }

    private static void add(List<KeyValuePair> statistics, String name, int value) {
        statistics.add(KeyValuePair.builder().name(name).value(String.valueOf(value)).build());
    }

}
