package dev.shipshape.localaws.ecs.instances;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.shipshape.localaws.ecs.query.Candidate;
import dev.shipshape.localaws.ecs.shared.EcsTables;
import dev.shipshape.localaws.ecs.shared.InstanceIndex;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.TaskIndex;
import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The container instances, and what the tasks on them leave. All methods belong inside a
 * transaction.
 */
public final class Fleet {

    static final String ACTIVE = "ACTIVE";

    static final String DRAINING = "DRAINING";

    static final String INACTIVE = "INACTIVE";

    private final Table<ContainerInstance> instances;

    private final Table<Reservation> reservations;

    private final Index<Reservation> interfaces;

    private final EcsTables tables;

    /** The instances in a store; gives back what stopped tasks had taken. */
    public Fleet(Store store, EcsTables tables) {
        this.tables = tables;
        this.instances = tables.containerInstances();
        this.reservations = store.records("ecs.reservations", Reservation.class);
        this.interfaces = this.reservations.index("interface",
                (one) -> one.ownInterface() ? List.of(one.instanceArn()) : List.of());
        tables.tasks().watch(this::taskChanged);
    }

    private void taskChanged(String arn, Task task) {
        if (task.containerInstanceArn() != null && "STOPPED".equals(task.lastStatus())) {
            release(arn);
        }
    }

    /** The instance with this ARN, also for an hour after it was deregistered. */
    public Optional<ContainerInstance> find(String arn) {
        return this.instances.find(arn);
    }

    /** The instance that this EC2 instance is registered as, if it is. */
    Optional<ContainerInstance> ofMachine(String region, String instanceId) {
        return this.tables.instanceIndex()
            .ofMachine(region, instanceId)
            .stream()
            .findFirst()
            .flatMap(this.instances::find);
    }

    /** The instances of a cluster in this status. */
    public List<ContainerInstance> in(Cluster cluster, String status) {
        return this.tables.instanceIndex()
            .in(cluster.clusterArn(), status)
            .stream()
            .flatMap((arn) -> this.instances.find(arn).stream())
            .toList();
    }

    /** All instances of a cluster but those that were deregistered. */
    public List<ContainerInstance> registered(Cluster cluster) {
        return this.instances.startingWith(Names.below(cluster, ":container-instance/"))
            .stream()
            .filter((one) -> !INACTIVE.equals(one.status()))
            .toList();
    }

    /** Changes an instance, if it is there; raises its version. */
    void change(String arn, Consumer<ContainerInstance.Builder> change) {
        this.instances.find(arn).ifPresent((one) -> {
            ContainerInstance.Builder next = one.toBuilder();
            change.accept(next);
            put(next.version(one.version() + 1).build());
        });
    }

    void put(ContainerInstance instance) {
        this.instances.put(instance.containerInstanceArn(), instance);
    }

    void forget(String arn) {
        this.instances.remove(arn);
    }

    /** With the numbers of its tasks as they are now. */
    public ContainerInstance counted(ContainerInstance instance) {
        String arn = instance.containerInstanceArn();
        return instance.toBuilder()
            .runningTasksCount(this.tables.taskIndex().runningOn(arn))
            .pendingTasksCount(this.tables.taskIndex().pendingOn(arn))
            .build();
    }

    /** As the cluster query language sees it. */
    public Candidate candidate(ContainerInstance instance) {
        return new Candidate(counted(instance),
                () -> tasksOn(instance).stream().map(Task::group).filter((group) -> group != null).toList());
    }

    /** The tasks on an instance that are to run. */
    public List<Task> tasksOn(ContainerInstance instance) {
        String arn = instance.containerInstanceArn();
        return this.tables.taskIndex().toRun(InstanceIndex.clusterArn(arn), TaskIndex.Kind.INSTANCE, arn);
    }

    /** How many tasks on an instance have a network interface of their own. */
    public int interfacesOn(ContainerInstance instance) {
        return this.interfaces.count(instance.containerInstanceArn());
    }

    /** Takes what a task needs from its instance, which must have it. */
    public void reserve(String instanceArn, String taskArn, Demand demand) {
        ContainerInstance instance = this.instances.find(instanceArn).orElseThrow();
        Resources left = new Resources(instance.remainingResources());
        Reservation taken = new Reservation(instanceArn, demand.cpu(), demand.memory(), demand.ports(),
                demand.udpPorts(), demand.ownInterface(),
                left.strings(Resources.GPU).stream().limit(demand.gpus()).toList());
        this.reservations.put(taskArn, taken);
        change(instanceArn, (next) -> next.remainingResources(left.without(taken).list()));
    }

    private void release(String taskArn) {
        this.reservations.find(taskArn).ifPresent((taken) -> {
            this.reservations.remove(taskArn);
            change(taken.instanceArn(), (next) -> next
                .remainingResources(new Resources(next.build().remainingResources()).with(taken).list()));
        });
    }

}
