package dev.shipshape.tasks;

import java.util.List;
import java.util.Optional;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Stoppable;
import dev.shipshape.cleanup.spi.Survey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds tasks, stops them, and runs others like them again. */
@Component
class TaskRemover implements Remover, Stoppable {

    private final Tasks tasks;

    private final TaskReads ecs;

    private final SharedReads reads;

    private final FoundTasks found;

    private final StoppedTasks stopped;

    TaskRemover(Tasks tasks, TaskReads ecs, SharedReads reads, FoundTasks found, StoppedTasks stopped) {
        this.tasks = tasks;
        this.ecs = ecs;
        this.reads = reads;
        this.found = found;
        this.stopped = stopped;
    }

    @Override
    public String key() {
        return Tasks.KIND;
    }

    @Override
    public String word() {
        return "task";
    }

    @Override
    public Order order() {
        return Order.TASK;
    }

    @Override
    public String reason() {
        return "Tasks stop after the services that would start them again.";
    }

    /**
     * What was started by the action, whether it runs or has stopped since. A
     * {@code startedBy} filter of ListTasks takes no desired status beside it and so
     * would miss the stopped ones; the whole cluster is read instead.
     */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.tasks.now(connection, scope(action.scope()))
            .stream()
            .filter((task) -> isMarked(task, action.id()))
            .map((task) -> resource(connection, task))
            .toList();
    }

    /** STOPPED or, an hour later, not known any more. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return this.reads.fresh(() -> this.ecs.find(connection, scope(resource.scope()), resource.arn()))
            .map(Task::stopped)
            .orElse(true);
    }

    /** What stops or has stopped already is not told again. */
    @Override
    public void remove(Connection connection, Resource resource) {
        standing(connection, resource).ifPresent((task) -> this.tasks.stop(connection, task, "clean-up"));
    }

    private Optional<Task> standing(Connection connection, Resource resource) {
        return this.reads.fresh(() -> this.ecs.find(connection, scope(resource.scope()), resource.arn()))
            .filter((task) -> !task.ending());
    }

    @Override
    public List<Resource> standingIn(Connection connection, String cluster) {
        return this.tasks.now(connection, cluster)
            .stream()
            .filter((task) -> !task.stopped() && task.service().isEmpty())
            .map((task) -> resource(connection, task))
            .toList();
    }

    /** A task that is run again names the first action that tried to. */
    private static boolean isMarked(Task task, String action) {
        return task.startedBy().startsWith("shipshape/" + action + "/") || action.equals(task.tags().get(Change.TAG));
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.found.in(connection, survey.names("cluster"));
    }

    @Override
    public String stopReason() {
        return "Stopped; one like it can be run again, under another id.";
    }

    @Override
    public String memo(Connection connection, Resource resource) {
        return this.stopped.memo(connection, scope(resource.scope()), resource.arn()).written();
    }

    @Override
    public void stop(Connection connection, Resource resource) {
        standing(connection, resource).ifPresent((task) -> this.tasks.stop(connection, task, "stop charges"));
    }

    @Override
    public boolean isStopped(Connection connection, Resource resource) {
        return isGone(connection, resource);
    }

    @Override
    public void bringBack(Connection connection, Resource resource, String memo, String mark) {
        if (!isBack(connection, resource, memo, mark)) {
            this.stopped.again(connection, scope(resource.scope()), TaskMemo.read(memo), mark);
        }
    }

    /** A task that came back counts even if it has stopped since: it was run. */
    @Override
    public boolean isBack(Connection connection, Resource resource, String memo, String mark) {
        return this.tasks.now(connection, scope(resource.scope())).stream().anyMatch((task) -> isMarked(task, mark));
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return listPage(connection, resource) + "/" + resource.name();
    }

    @Override
    public String listPage(Connection connection, Resource resource) {
        return connection.path() + "/clusters/" + scope(resource.scope()) + "/tasks";
    }

    private Resource resource(Connection connection, Task task) {
        var addresses = this.tasks.addresses(connection, task);
        return Tasks.resource(connection, task, addresses != null && addresses.publicAddress() != null);
    }

    /** AWS takes the cluster named default where none is named. */
    private static String scope(@Nullable String scope) {
        return (scope != null) ? scope : "default";
    }

}
