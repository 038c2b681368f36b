package dev.shipshape.localaws.ecs.shared;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Finds services by what is asked for, at the cost of what is found. */
public final class ServiceIndex {

    private final Index<Service> listed;

    private final Index<Service> byStatus;

    private final Index<Service> byProvider;

    private final Index<Service> byDefinition;

    ServiceIndex(Table<Service> services) {
        this.listed = services.index("listed", ServiceIndex::lists);
        this.byStatus = services.index("status", ServiceIndex::statuses);
        this.byProvider = services.index("provider", ServiceIndex::providers);
        this.byDefinition = services.index("definition", ServiceIndex::definitions);
    }

    /** By what the lists of services filter. */
    public enum Kind {

        /** All services of a cluster; the value is empty. */
        ALL,
        /** The launch type. */
        LAUNCH_TYPE,
        /** REPLICA or DAEMON. */
        STRATEGY,
        /** The Cloud Map namespace; not the cluster but the region is where to look. */
        NAMESPACE

    }

    private static List<String> lists(Service service) {
        List<String> lists = new ArrayList<>();
        if ("ACTIVE".equals(service.status())) {
            lists.add(list(service.clusterArn(), Kind.ALL, ""));
            if (service.launchType() != null) {
                lists.add(list(service.clusterArn(), Kind.LAUNCH_TYPE, service.launchTypeAsString()));
            }
            lists.add(list(service.clusterArn(), Kind.STRATEGY, service.schedulingStrategyAsString()));
            String region = service.serviceArn().split(":", 5)[3];
            service.deployments()
                .stream()
                .map(ServiceIndex::namespace)
                .filter(Objects::nonNull)
                .distinct()
                .forEach((namespace) -> lists.add(list(region, Kind.NAMESPACE, namespace)));
        }
        return lists;
    }

    private static @Nullable String namespace(Deployment deployment) {
        return (deployment.serviceConnectConfiguration() != null
                && Boolean.TRUE.equals(deployment.serviceConnectConfiguration().enabled()))
                        ? deployment.serviceConnectConfiguration().namespace() : null;
    }

    private static String list(String place, Kind kind, String value) {
        return place + "|" + kind + "|" + value;
    }

    private static List<String> statuses(Service service) {
        return List.of(service.clusterArn() + "|" + service.status() + "|" + launchType(service));
    }

    private static List<String> providers(Service service) {
        if ("INACTIVE".equals(service.status())) {
            return List.of();
        }
        return Stream
            .concat(service.capacityProviderStrategy().stream(),
                    service.taskSets().stream().flatMap((set) -> set.capacityProviderStrategy().stream()))
            .map(CapacityProviderStrategyItem::capacityProvider)
            .distinct()
            .map((provider) -> service.clusterArn() + "|" + provider)
            .toList();
    }

    private static List<String> definitions(Service service) {
        return Stream
            .concat(service.deployments().stream().map(Deployment::taskDefinition),
                    service.taskSets().stream().map(TaskSet::taskDefinition))
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    }

    /** What a service with a strategy runs on: Fargate, or instances. */
    private static LaunchType launchType(Service service) {
        if (service.launchType() != null) {
            return service.launchType();
        }
        return service.capacityProviderStrategy()
            .stream()
            .anyMatch((item) -> item.capacityProvider().startsWith("FARGATE")) ? LaunchType.FARGATE : LaunchType.EC2;
    }

    /**
     * The ARNs of the active services of a kind, ascending, read as far as asked.
     * @param place the ARN of the cluster, or the region for a namespace
     * @param after only those behind this ARN; all when null
     */
    public Iterator<String> arns(String place, Kind kind, String value, @Nullable String after) {
        return this.listed.after(list(place, kind, value), after);
    }

    /** How many services of a cluster are ACTIVE. */
    public int active(String cluster) {
        return this.byStatus.count(cluster + "|ACTIVE|");
    }

    /** How many services of a cluster have this status and launch type. */
    public int count(String cluster, String status, LaunchType launchType) {
        return this.byStatus.count(cluster + "|" + status + "|" + launchType);
    }

    /** Whether a cluster has services that are not INACTIVE. */
    public boolean hasAny(String cluster) {
        return active(cluster) + this.byStatus.count(cluster + "|DRAINING|") > 0;
    }

    /** Whether a service of the cluster runs on this capacity provider. */
    public boolean uses(String cluster, String provider) {
        return this.byProvider.has(cluster + "|" + provider);
    }

    /** Whether a service has a deployment or a task set of this revision. */
    public boolean isUsed(String taskDefinitionArn) {
        return this.byDefinition.has(taskDefinitionArn);
    }

}
