package dev.shipshape.clusters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.aws.AwsConsole;
import dev.shipshape.aws.Connection;
import dev.shipshape.web.Formats;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as the console shows it.
 *
 * @param name its name
 * @param arn AWS's name of it
 * @param status AWS's word, such as {@code ACTIVE}
 * @param services its active services
 * @param running its running tasks
 * @param pending its tasks that are on the way up
 * @param instances its container instances
 * @param providers its capacity providers
 * @param strategy where a task runs that says nothing else; empty if nothing is set
 * @param settings what can be set of it
 * @param tags its tags
 */
public record Cluster(String name, String arn, String status, int services, int running, int pending, int instances,
        List<String> providers, List<StrategyItem> strategy, ClusterSettings settings, Map<String, String> tags) {

    static Cluster of(software.amazon.awssdk.services.ecs.model.Cluster cluster) {
        Map<String, String> tags = new TreeMap<>();
        cluster.tags().forEach((tag) -> tags.put(tag.key(), tag.value()));
        return new Cluster(cluster.clusterName(), cluster.clusterArn(), cluster.status(), cluster.activeServicesCount(),
                cluster.runningTasksCount(), cluster.pendingTasksCount(), cluster.registeredContainerInstancesCount(),
                cluster.capacityProviders(),
                cluster.defaultCapacityProviderStrategy().stream().map(StrategyItem::of).toList(),
                ClusterSettings.of(cluster), tags);
    }

    /** The first provider of its strategy; empty if nothing is set. */
    public String defaultProvider() {
        return this.strategy.stream().findFirst().map(StrategyItem::provider).orElse("");
    }

    /**
     * Its page in AWS's own console; null on a connection with an endpoint of its own.
     */
    public @Nullable String console(Connection connection) {
        return AwsConsole.cluster(connection, this.name);
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.status) {
            case "ACTIVE" -> Status.running("Active");
            case "PROVISIONING" -> Status.moving("Provisioning");
            case "DEPROVISIONING" -> Status.waiting("Deprovisioning");
            case "FAILED" -> Status.failed("Failed");
            default -> Status.stopped("Inactive");
        };
    }

    /** Whether nothing stands in it, so that AWS would delete it. */
    public boolean empty() {
        return this.services + this.running + this.pending + this.instances == 0;
    }

    /** What stands in it, in words: {@code 2 services}, {@code 1 running task}. */
    public List<String> contents() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("service", this.services);
        numbers.put("running task", this.running);
        numbers.put("pending task", this.pending);
        numbers.put("container instance", this.instances);
        numbers.values().removeIf((number) -> number == 0);
        Formats formats = new Formats();
        return numbers.entrySet().stream().map((one) -> formats.count(one.getValue(), one.getKey())).toList();
    }

    /** Whether something in it is on its way. */
    public boolean moving() {
        return this.pending > 0;
    }

}
