package dev.shipshape.tasks.map;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.infrastructure.Infrastructure;
import dev.shipshape.clusters.infrastructure.Instance;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.ecsservices.Service;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import dev.shipshape.web.Attempt;
import dev.shipshape.web.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws clusters. What has stopped stays for a moment, so that one sees it go. */
@Component
class Pictures {

    private static final Duration GONE_AFTER = Duration.ofSeconds(20);

    private static final Duration FAILURES_STAY = Duration.ofMinutes(2);

    private static final String ALONE = "run alone";

    private final Tasks tasks;

    private final EcsServices services;

    private final Infrastructure infrastructure;

    private final Clock clock;

    Pictures(Tasks tasks, EcsServices services, Infrastructure infrastructure, Clock clock) {
        this.tasks = tasks;
        this.services = services;
        this.infrastructure = infrastructure;
        this.clock = clock;
    }

    /** A cluster as it is now, of what the filter keeps. */
    Picture of(Connection connection, Cluster cluster, By by, Filter filter) {
        Attempt<List<Task>> tasks = Attempt.at(() -> this.tasks.in(connection, cluster.name()));
        Attempt<List<Service>> told = Attempt.at(() -> this.services.in(connection, cluster.name()));
        if (!tasks.ok() && !told.ok()) {
            throw Objects.requireNonNull(tasks.problem());
        }
        List<Task> shown = tasks.orElse(List.of())
            .stream()
            .filter(this::isShown)
            .filter((task) -> filter.matches(facts(task)))
            .sorted(Comparator.comparing(Pictures::made).thenComparing(Task::id))
            .toList();
        List<Service> services = told.orElse(List.of());
        boolean whole = filter.isEmpty() && tasks.ok();
        List<Group> groups = switch (by) {
            case SERVICE -> byService(connection, cluster, shown, services, filter, whole);
            case ZONE -> byZone(connection, shown, services, whole);
            case INSTANCE -> byInstance(connection, cluster, shown, services, filter, whole);
        };
        List<Unread> unread = Stream.of(Unread.of("The tasks", tasks), Unread.of("The services", told))
            .flatMap(Optional::stream)
            .toList();
        return Picture.of(by, groups, unread);
    }

    private boolean isShown(Task task) {
        if (!task.stopped()) {
            return true;
        }
        Instant stopped = task.times().stopped();
        return stopped != null
                && stopped.plus(task.failed() ? FAILURES_STAY : GONE_AFTER).isAfter(this.clock.instant());
    }

    private static Instant made(Task task) {
        return Objects.requireNonNullElse(task.times().created(), Instant.EPOCH);
    }

    private static Map<String, String> facts(Task task) {
        return Map.of("service", task.service(), "family", task.family(), "state", task.state().word(), "zone",
                task.zone(), "instance", task.instance(), "id", task.id());
    }

    private static Map<String, String> facts(Service service) {
        return Map.of("service", service.name(), "family", service.family(), "state", service.state().word());
    }

    private static List<Group> byService(Connection connection, Cluster cluster, List<Task> tasks,
            List<Service> services, Filter filter, boolean whole) {
        Map<String, List<Task>> of = tasks.stream().collect(Collectors.groupingBy(Task::service));
        List<Group> groups = new ArrayList<>();
        for (Service service : services) {
            List<Task> own = of.getOrDefault(service.name(), List.of());
            if (!own.isEmpty() || filter.matches(facts(service))) {
                groups.add(new Group(service.name(), "service", service.page(connection), service.definition(),
                        service.state(), List.of(),
                        List.of(Part.of("", null, tiles(connection, own), missing(service, own, whole)))));
            }
        }
        List<String> known = services.stream().map(Service::name).toList();
        of.forEach((name, own) -> {
            if (!name.isEmpty() && !known.contains(name)) {
                groups.add(new Group(name, "service", null, services.isEmpty() ? "" : "deleted", null, List.of(),
                        List.of(Part.of("", null, tiles(connection, own), 0))));
            }
        });
        Map<String, List<Task>> families = of.getOrDefault("", List.of())
            .stream()
            .collect(Collectors.groupingBy(Task::family, TreeMap::new, Collectors.toList()));
        families.forEach((family,
                own) -> groups.add(new Group(family, "tasks",
                        connection.path() + "/clusters/" + cluster.name() + "/tasks?q=family:" + family, ALONE, null,
                        List.of(), List.of(Part.of("", null, tiles(connection, own), 0)))));
        return groups;
    }

    private static List<Group> byZone(Connection connection, List<Task> tasks, List<Service> services, boolean whole) {
        List<Group> groups = new ArrayList<>();
        Map<String, List<Task>> zones = tasks.stream()
            .collect(Collectors.groupingBy(Task::zone, TreeMap::new, Collectors.toList()));
        zones.forEach((zone, own) -> groups.add(new Group(zone.isEmpty() ? "No zone yet" : zone, "zone", null, "", null,
                List.of(), parts(connection, own))));
        unplaced(tasks, services, whole, groups);
        return groups;
    }

    private List<Group> byInstance(Connection connection, Cluster cluster, List<Task> tasks, List<Service> services,
            Filter filter, boolean whole) {
        Map<String, List<Task>> of = tasks.stream().collect(Collectors.groupingBy(Task::instance));
        List<Group> groups = new ArrayList<>();
        for (Instance instance : this.infrastructure.instances(connection, cluster)) {
            List<Task> own = of.getOrDefault(instance.id(), List.of());
            if (!own.isEmpty() || filter.isEmpty()) {
                groups.add(new Group(instance.machine(), "instance",
                        connection.path() + "/clusters/" + cluster.name() + "/infrastructure?q=" + instance.machine(),
                        instance.place(), instance.state(), instance.rooms(), parts(connection, own)));
            }
        }
        List<Task> without = of.getOrDefault("", List.of());
        if (!without.isEmpty()) {
            groups.add(new Group("Fargate", "capacity", null, "without an instance", null, List.of(),
                    parts(connection, without)));
        }
        unplaced(tasks, services, whole, groups);
        return groups;
    }

    /** What is wanted and not there has no place yet. */
    private static void unplaced(List<Task> tasks, List<Service> services, boolean whole, List<Group> groups) {
        Map<String, List<Task>> of = tasks.stream().collect(Collectors.groupingBy(Task::service));
        List<Part> parts = services.stream()
            .map((service) -> Part.of(service.name(), null, List.of(),
                    missing(service, of.getOrDefault(service.name(), List.of()), whole)))
            .filter((part) -> part.missing() > 0)
            .toList();
        if (!parts.isEmpty()) {
            groups.add(new Group("Not placed", "capacity", null, "wanted, and not there", null, List.of(), parts));
        }
    }

    private static List<Part> parts(Connection connection, List<Task> tasks) {
        Map<String, List<Task>> services = tasks.stream()
            .collect(Collectors.groupingBy(
                    (task) -> task.service().isEmpty() ? task.family() + ", " + ALONE : task.service(), TreeMap::new,
                    Collectors.toList()));
        return services.entrySet()
            .stream()
            .map((service) -> Part.of(service.getKey(), page(connection, service.getValue().get(0)),
                    tiles(connection, service.getValue()), 0))
            .toList();
    }

    private static @Nullable String page(Connection connection, Task task) {
        return task.service().isEmpty() ? null
                : connection.path() + "/clusters/" + task.cluster() + "/services/" + task.service();
    }

    private static List<Tile> tiles(Connection connection, List<Task> tasks) {
        return tasks.stream().map((task) -> Tile.of(connection, task)).toList();
    }

    /**
     * Where a filter hides tasks that are there, or they could not be read, only AWS's
     * own counts tell.
     */
    private static int missing(Service service, List<Task> own, boolean whole) {
        if (service.daemon() || !service.active()) {
            return 0;
        }
        int there = whole ? (int) own.stream().filter((task) -> !task.ending()).count()
                : service.running() + service.pending();
        return Math.max(0, service.desired() - there);
    }

}
