package dev.shipshape.localaws.ecs.tasks;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import dev.shipshape.localaws.ecs.clusters.Clusters;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Pages;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import dev.shipshape.localaws.ecs.shared.TaskIndex.Kind;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** ListTasks with its filters, of which ECS refuses some combinations. */
public final class TaskLists {

    private final EcsTables tables;

    private final Clusters clusters;

    /** Lists of the tasks in these tables. */
    public TaskLists(EcsTables tables, Clusters clusters) {
        this.tables = tables;
        this.clusters = clusters;
    }

    /** The calls that are answered here. */
    public Map<String, Operation<?, ?>> operations() {
        return Map.of("ListTasks", Operation.of(ListTasksRequest::builder, this::list));
    }

    private ListTasksResponse list(CallContext context, ListTasksRequest request) {
        Cluster cluster = this.clusters.active(context, request.cluster());
        check(request);
        Filter filter = filter(cluster, request);
        String status = (request.desiredStatus() != null) ? request.desiredStatusAsString() : "RUNNING";
        Page<String> page = Pages.read((after) -> arns(cluster, request, filter, status, after), request.maxResults(),
                100, request.nextToken());
        return ListTasksResponse.builder().taskArns(page.items()).nextToken(page.nextToken()).build();
    }

    private static void check(ListTasksRequest request) {
        if (request.desiredStatus() == DesiredStatus.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Unrecognized desired status.");
        }
        if (request.launchType() == LaunchType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("Unrecognized launch type.");
        }
        if (request.serviceName() != null && request.family() != null) {
            throw EcsErrors.invalidParameter("Cannot specify both serviceName and family.");
        }
        if (request.startedBy() != null
                && (request.serviceName() != null || request.family() != null || request.containerInstance() != null)) {
            throw EcsErrors.invalidParameter("startedBy must be the only filter.");
        }
    }

    /** The filter that is looked up; the others are tried on what it finds. */
    private Filter filter(Cluster cluster, ListTasksRequest request) {
        if (request.serviceName() != null) {
            String name = Names.last(request.serviceName());
            if (this.tables.services().find(Names.below(cluster, ":service/") + name).isEmpty()) {
                throw EcsErrors.serviceNotFound();
            }
            return new Filter(Kind.GROUP, "service:" + name);
        }
        if (request.startedBy() != null) {
            return new Filter(Kind.STARTED_BY, request.startedBy());
        }
        if (request.containerInstance() != null) {
            return new Filter(Kind.INSTANCE, instance(cluster, request.containerInstance()));
        }
        return (request.family() != null) ? new Filter(Kind.FAMILY, request.family()) : new Filter(Kind.ALL, "");
    }

    private static String instance(Cluster cluster, String idOrArn) {
        return Names.below(cluster, ":container-instance/") + Names.last(idOrArn);
    }

    private Iterator<String> arns(Cluster cluster, ListTasksRequest request, Filter filter, String status,
            @Nullable String after) {
        Iterator<String> found = this.tables.taskIndex()
            .arns(cluster.clusterArn(), filter.kind(), filter.value(), status, after);
        List<Predicate<Task>> others = others(cluster, request, filter);
        if (others.isEmpty()) {
            return found;
        }
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false)
            .filter((arn) -> {
                Task task = this.tables.tasks().find(arn).orElseThrow();
                return others.stream().allMatch((other) -> other.test(task));
            })
            .iterator();
    }

    private static List<Predicate<Task>> others(Cluster cluster, ListTasksRequest request, Filter filter) {
        List<Predicate<Task>> others = new ArrayList<>();
        if (request.launchType() != null) {
            others.add((task) -> task.launchType() == request.launchType());
        }
        if (request.family() != null && filter.kind() != Kind.FAMILY) {
            others.add((task) -> request.family().equals(TaskIndex.family(task)));
        }
        if (request.containerInstance() != null && filter.kind() != Kind.INSTANCE) {
            String instance = instance(cluster, request.containerInstance());
            others.add((task) -> instance.equals(task.containerInstanceArn()));
        }
        return others;
    }

    /** What tasks are looked up by. */
    private record Filter(Kind kind, String value) {
    }

}
