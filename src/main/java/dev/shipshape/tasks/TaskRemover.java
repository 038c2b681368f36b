package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Remover;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds tasks again and stops them. */
@Component
class TaskRemover implements Remover {

    private final Tasks tasks;

    private final TaskReads ecs;

    private final SharedReads reads;

    TaskRemover(Tasks tasks, TaskReads ecs, SharedReads reads) {
        this.tasks = tasks;
        this.ecs = ecs;
        this.reads = reads;
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
        String mark = "shipshape/" + action.id() + "/";
        return this.tasks.now(connection, scope(action.scope()))
            .stream()
            .filter((task) -> task.startedBy().startsWith(mark))
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
        this.reads.fresh(() -> this.ecs.find(connection, scope(resource.scope()), resource.arn()))
            .filter((task) -> !task.ending())
            .ifPresent((task) -> this.tasks.stop(connection, task, "clean-up"));
    }

    @Override
    public List<Resource> standingIn(Connection connection, String cluster) {
        return this.tasks.now(connection, cluster)
            .stream()
            .filter((task) -> !task.stopped() && task.service().isEmpty())
            .map((task) -> resource(connection, task))
            .toList();
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
