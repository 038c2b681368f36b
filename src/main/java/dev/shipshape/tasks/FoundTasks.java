package dev.shipshape.tasks;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cost.Billable;
import dev.shipshape.network.Addresses;
import dev.shipshape.network.Networks;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds all tasks of clusters, those of services and those that stopped within the last
 * hour included, with what they are billed by and since when.
 */
@Component
class FoundTasks {

    private final TaskReads ecs;

    private final Networks networks;

    private final SharedReads reads;

    /**
     * A stopped task has no network interface any more that could be asked for its
     * address; what it had while it ran is remembered as long as AWS shows it.
     */
    private final Cache<String, Boolean> publicAddresses = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofHours(2))
        .maximumSize(20_000)
        .build();

    FoundTasks(TaskReads ecs, Networks networks, SharedReads reads) {
        this.ecs = ecs;
        this.networks = networks;
        this.reads = reads;
    }

    /** All tasks of these clusters, asked of AWS now. */
    List<Found> in(Connection connection, Collection<String> clusters) {
        List<Task> tasks = this.reads.each(clusters, (cluster) -> this.ecs.now(connection, cluster))
            .stream()
            .flatMap(List::stream)
            .toList();
        Map<String, Addresses> addresses = this.networks.addressesNow(connection,
                tasks.stream()
                    .filter((task) -> !task.stopped())
                    .map(Task::networkInterface)
                    .flatMap(Stream::ofNullable)
                    .toList());
        return tasks.stream().map((task) -> found(connection, task, address(task, addresses))).toList();
    }

    private static @Nullable Addresses address(Task task, Map<String, Addresses> addresses) {
        String networkInterface = task.networkInterface();
        return (networkInterface != null) ? addresses.get(networkInterface) : null;
    }

    private Found found(Connection connection, Task task, @Nullable Addresses address) {
        Instant pulled = task.times().pullStarted();
        Instant stopped = task.stopped() ? task.times().stopped() : null;
        Found found = Found.of(resource(connection, task, address)).partOf(task.serviceArn()).tagged(task.tags());
        if (task.stopped()) {
            Instant until = (stopped != null) ? stopped : Instant.EPOCH;
            return found.billed((pulled != null) ? pulled : until, until);
        }
        return found.billed((pulled != null) ? pulled : task.times().created(), null).using(uses(task, address));
    }

    private Resource resource(Connection connection, Task task, @Nullable Addresses address) {
        Resource resource = Tasks.resource(connection, task, hasPublicAddress(task, address));
        boolean free = task.stopped() && task.times().billed(Instant.EPOCH).isEmpty();
        return free ? new Resource(resource.kind(), resource.name(), resource.scope(), resource.arn(),
                resource.createdAt(), Billable.nothing(connection.region()).facts()) : resource;
    }

    private boolean hasPublicAddress(Task task, @Nullable Addresses address) {
        if (address == null) {
            return Boolean.TRUE.equals(this.publicAddresses.getIfPresent(task.arn()));
        }
        boolean has = address.publicAddress() != null;
        this.publicAddresses.put(task.arn(), has);
        return has;
    }

    private static Map<String, Set<String>> uses(Task task, @Nullable Addresses address) {
        Map<String, Set<String>> uses = new TreeMap<>();
        uses.put(TaskDefinitions.KIND, Set.of(task.definition()));
        if (address != null) {
            uses.put("subnet", Set.of(address.subnet()));
            uses.put("security-group", Set.copyOf(address.securityGroups()));
        }
        return uses;
    }

}
