package dev.shipshape.tasks.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.EcsServices;
import dev.shipshape.logs.view.LogSource;
import dev.shipshape.logs.view.LogSource.Naming;
import dev.shipshape.logs.view.LogSource.Part;
import dev.shipshape.logs.view.LogSubject;
import dev.shipshape.logs.view.LogSubject.Crumb;
import dev.shipshape.taskdefinitions.ContainerDefinition;
import dev.shipshape.taskdefinitions.TaskDefinition;
import dev.shipshape.taskdefinitions.TaskDefinitions;
import dev.shipshape.tasks.Task;
import dev.shipshape.tasks.Tasks;
import org.springframework.stereotype.Component;

/** Finds where the lines of a task, or of all tasks of a service, lie. */
@Component
class LogSubjects {

    /** What a task wrote last may come so much later than its end. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final Tasks tasks;

    private final EcsServices services;

    private final TaskDefinitions definitions;

    private final Clock clock;

    LogSubjects(Tasks tasks, EcsServices services, TaskDefinitions definitions, Clock clock) {
        this.tasks = tasks;
        this.services = services;
        this.definitions = definitions;
        this.clock = clock;
    }

    LogSubject task(Connection connection, String cluster, String id) {
        Task task = this.tasks.named(connection, cluster, id);
        List<Part> parts = this.definitions.find(connection, task.definition())
            .map((definition) -> parts(connection, definition, Set.of(task.id()), true))
            .orElse(List.of());
        Instant stopped = task.times().stopped();
        boolean ended = task.stopped() && (stopped == null || stopped.plus(LATE).isBefore(this.clock.instant()));
        Instant created = task.times().created();
        boolean young = created != null && created.isAfter(this.clock.instant().minus(Duration.ofHours(6)));
        return new LogSubject("Log of task " + task.id().substring(0, Math.min(12, task.id().length())),
                task.family() + "-" + task.id(), task.page(connection) + "/logs",
                List.of(new Crumb("Tasks", connection.path() + "/clusters/" + cluster + "/tasks"),
                        new Crumb(task.definition() + " " + task.id().substring(0, Math.min(8, task.id().length())),
                                task.page(connection))),
                new LogSource("task " + cluster + "/" + id, Naming.CONTAINER, parts), ended,
                (task.stopped() || young) ? "all" : "1h", remark(parts));
    }

    LogSubject service(Connection connection, String cluster, String name) {
        String page = connection.path() + "/clusters/" + cluster + "/services/" + name;
        Map<String, Set<String>> tasks = new LinkedHashMap<>();
        tasks.put(this.services.named(connection, cluster, name).definition(), new TreeSet<>());
        Stream.concat(this.tasks.in(connection, cluster).stream(), this.tasks.kept(connection, cluster).stream())
            .filter((task) -> task.service().equals(name))
            .forEach((task) -> tasks.computeIfAbsent(task.definition(), (label) -> new TreeSet<>()).add(task.id()));
        List<Part> parts = new ArrayList<>();
        tasks.forEach((label, ids) -> this.definitions.find(connection, label)
            .ifPresent((definition) -> parts.addAll(parts(connection, definition, ids, false))));
        return new LogSubject("Log of service " + name, cluster + "-" + name, page + "/logs",
                List.of(new Crumb(cluster, connection.path() + "/clusters/" + cluster), new Crumb(name, page)),
                new LogSource("service " + cluster + "/" + name, Naming.CONTAINER_AND_TASK, merged(parts)), false, "1h",
                remark(parts));
    }

    private static List<Part> parts(Connection connection, TaskDefinition definition, Set<String> tasks, boolean one) {
        List<Part> parts = new ArrayList<>();
        for (ContainerDefinition container : definition.containers()) {
            ContainerDefinition.Logs logs = container.logs();
            if (logs != null && logs.prefix() != null) {
                Set<String> streams = new TreeSet<>();
                tasks.forEach((task) -> streams.add(logs.prefix() + "/" + container.name() + "/" + task));
                if (!streams.isEmpty()) {
                    parts.add(new Part(logs.in(connection).region(), logs.group(),
                            one ? streams.iterator().next() : logs.prefix() + "/" + container.name() + "/", streams));
                }
            }
        }
        return parts;
    }

    /** Revisions that write to the same place are read together. */
    private static List<Part> merged(List<Part> parts) {
        Map<List<String>, Set<String>> places = new LinkedHashMap<>();
        parts.forEach((part) -> places
            .computeIfAbsent(List.of(part.region(), part.group(), part.prefix()), (place) -> new TreeSet<>())
            .addAll(part.streams()));
        return places.entrySet()
            .stream()
            .map((place) -> new Part(place.getKey().get(0), place.getKey().get(1), place.getKey().get(2),
                    place.getValue()))
            .toList();
    }

    private static String remark(List<Part> parts) {
        return parts.isEmpty() ? "Its containers send their lines nowhere that can be read here, or nothing has "
                + "run yet. The log driver awslogs with a stream prefix makes them readable." : "";
    }

}
