package dev.shipshape.localaws.ecs.shared;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * Finds tasks by what is asked for, at the cost of what is found: a cluster may have ten
 * thousand.
 */
public final class TaskIndex {

    private static final List<String> PENDING = List.of("PROVISIONING", "PENDING", "ACTIVATING");

    private final Table<Task> tasks;

    private final Index<Task> byKind;

    private final Index<Task> byStatus;

    private final Index<Task> byInstance;

    private final Index<Task> byDefinition;

    TaskIndex(Table<Task> tasks) {
        this.tasks = tasks;
        this.byKind = tasks.index("kind", TaskIndex::kinds);
        this.byStatus = tasks.index("status", TaskIndex::statuses);
        this.byInstance = tasks.index("instance", TaskIndex::places);
        this.byDefinition = tasks.index("definition",
                (task) -> isStopped(task) ? List.of() : List.of(task.taskDefinitionArn()));
    }

    /** By what ListTasks filters. */
    public enum Kind {

        /** All tasks of a cluster; the value is empty. */
        ALL,
        /** The family of the task definition. */
        FAMILY,
        /** The group, such as {@code service:web}. */
        GROUP,
        /** Who started it. */
        STARTED_BY,
        /** The ARN of the container instance. */
        INSTANCE

    }

    private static List<String> kinds(Task task) {
        List<String> kinds = new ArrayList<>();
        add(kinds, task, Kind.ALL, "");
        add(kinds, task, Kind.FAMILY, family(task));
        add(kinds, task, Kind.GROUP, task.group());
        add(kinds, task, Kind.STARTED_BY, task.startedBy());
        add(kinds, task, Kind.INSTANCE, task.containerInstanceArn());
        return kinds;
    }

    private static void add(List<String> kinds, Task task, Kind kind, @Nullable String value) {
        if (value != null) {
            kinds.add(kind(task.clusterArn(), kind, value, task.desiredStatus()));
        }
    }

    private static String kind(String cluster, Kind kind, String value, @Nullable String desiredStatus) {
        return cluster + "|" + kind + "|" + value + "|" + desiredStatus;
    }

    /** Counted without being read. */
    private static List<String> statuses(Task task) {
        if (isStopped(task)) {
            return List.of();
        }
        return List.of(task.clusterArn() + "|" + task.lastStatus() + "|" + task.launchTypeAsString());
    }

    private static List<String> places(Task task) {
        String instance = task.containerInstanceArn();
        return (instance == null || isStopped(task)) ? List.of() : List.of(instance + "|" + task.lastStatus());
    }

    private static boolean isStopped(Task task) {
        return "STOPPED".equals(task.lastStatus());
    }

    /** The family of a task's definition. */
    public static String family(Task task) {
        String name = Names.last(task.taskDefinitionArn());
        int colon = name.lastIndexOf(':');
        return (colon < 0) ? name : name.substring(0, colon);
    }

    /**
     * The ARNs of the tasks of a kind, ascending, read as far as asked.
     * @param desiredStatus RUNNING or STOPPED
     * @param after only those behind this ARN; all when null
     */
    public Iterator<String> arns(String cluster, Kind kind, String value, String desiredStatus,
            @Nullable String after) {
        return this.byKind.after(kind(cluster, kind, value, desiredStatus), after);
    }

    /** The tasks of a kind that are to run. */
    public List<Task> toRun(String cluster, Kind kind, String value) {
        return all(cluster, kind, value, "RUNNING");
    }

    /** The tasks of a kind, those that were stopped during the last hour too. */
    public List<Task> all(String cluster, Kind kind, String value) {
        List<Task> all = new ArrayList<>(all(cluster, kind, value, "RUNNING"));
        all.addAll(all(cluster, kind, value, "STOPPED"));
        return all;
    }

    private List<Task> all(String cluster, Kind kind, String value, String desiredStatus) {
        return this.byKind.keys(kind(cluster, kind, value, desiredStatus))
            .stream()
            .flatMap((arn) -> this.tasks.find(arn).stream())
            .toList();
    }

    /** How many tasks of a cluster are RUNNING. */
    public int running(String cluster) {
        return this.byStatus.count(cluster + "|RUNNING|");
    }

    /** How many tasks of a cluster are on their way to RUNNING. */
    public int pending(String cluster) {
        return PENDING.stream().mapToInt((status) -> this.byStatus.count(cluster + "|" + status + "|")).sum();
    }

    /** How many tasks of a cluster and launch type are RUNNING. */
    public int running(String cluster, String launchType) {
        return this.byStatus.count(cluster + "|RUNNING|" + launchType);
    }

    /** How many tasks of a cluster and launch type are on their way to RUNNING. */
    public int pending(String cluster, String launchType) {
        return PENDING.stream()
            .mapToInt((status) -> this.byStatus.count(cluster + "|" + status + "|" + launchType))
            .sum();
    }

    /** How many tasks on a container instance are RUNNING. */
    public int runningOn(String instance) {
        return this.byInstance.count(instance + "|RUNNING");
    }

    /** How many tasks on a container instance are on their way to RUNNING. */
    public int pendingOn(String instance) {
        return PENDING.stream().mapToInt((status) -> this.byInstance.count(instance + "|" + status)).sum();
    }

    /** Whether a cluster has tasks that are not STOPPED yet. */
    public boolean hasLive(String cluster) {
        return this.byStatus.count(cluster + "|") > 0;
    }

    /** Whether tasks that are not STOPPED yet were made from this revision. */
    public boolean isUsed(String taskDefinitionArn) {
        return this.byDefinition.has(taskDefinitionArn);
    }

}
