package dev.shipshape.localaws.engine.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.shipshape.localaws.engine.AwsLogs;
import dev.shipshape.localaws.engine.ContainerSteps;
import dev.shipshape.localaws.engine.TaskRun.Phase;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.engine.containers.images.CannotPull;
import dev.shipshape.localaws.engine.containers.images.Images;
import dev.shipshape.localaws.engine.containers.order.CannotStart;
import dev.shipshape.localaws.engine.containers.order.ContainerOrders;
import dev.shipshape.localaws.engine.containers.order.TaskNetwork;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import dev.shipshape.localaws.engine.containers.order.TaskVolumes;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The containers of one task at the container engine, with their network and volumes. */
final class TaskContainers {

    private static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    /** How often a pull that someone asked to hang looks whether the task is to end. */
    private static final long HANGING_NANOS = 200_000_000;

    /** SIGKILL, which nothing inside a container can send to its first process. */
    private static final int KILLED = 137;

    private final Workplace place;

    private final TaskOrder order;

    private final TaskRecord record;

    /** Has something done by the thread of the driver. */
    private final Consumer<Runnable> inbox;

    private final TaskNetwork network;

    private final TaskVolumes volumes;

    private final ContainerOrders orders;

    /** The ids of the containers that are there, by name. */
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** The images by the name of the container, as the engine calls them. */
    private final Map<String, String> images = new ConcurrentHashMap<>();

    TaskContainers(Workplace place, TaskOrder order, TaskRecord record, Consumer<Runnable> inbox) {
        this.place = place;
        this.order = order;
        this.record = record;
        this.inbox = inbox;
        this.network = new TaskNetwork(place.daemon(), place.labels(), order);
        this.volumes = new TaskVolumes(place.daemon(), place.labels(), order);
        this.orders = new ContainerOrders(place.daemon(), place.labels(), order, this.network, this.volumes,
                place.secrets());
    }

    /**
     * Has everything there that the containers need.
     * @return false if the task was asked to end meanwhile
     */
    boolean bringUp() {
        // Of an attempt that a kill of the process ended.
        there().values().forEach(this.orders::remove);
        this.record.change((state) -> {
            if (state.run().phase() == Phase.PROVISIONING) {
                state.provisioned(this.order.networkInterface(), this.place.now());
            }
        });
        this.orders.check();
        prepareLogs();
        this.record.change((state) -> {
            state.change((task) -> task.pullStartedAt(this.place.now()));
            state.enter(Phase.PULLING, this.place.now());
        });
        boolean hangs = this.place.store().inTransaction(() -> this.place.disturbances().pullHangs());
        while (hangs && !this.record.isEnding()) {
            LockSupport.parkNanos(HANGING_NANOS);
        }
        for (ContainerDefinition container : this.order.containers()) {
            pull(container);
            if (this.record.isEnding()) {
                return false;
            }
        }
        this.record.change((state) -> {
            state.change((task) -> task.pullStoppedAt(this.place.now()));
            state.enter(Phase.ACTIVATING, "ACTIVATING", this.place.now());
        });
        this.volumes.make();
        this.network.make(this.order.sharesNetwork() ? this.place.images().pause() : "");
        this.record.change((state) -> {
            if (!state.run().phase().isEnding()) {
                state.enter(Phase.RUNNING, this.place.now());
            }
        });
        return true;
    }

    private void prepareLogs() {
        for (ContainerDefinition container : this.order.containers()) {
            AwsLogs.of(this.order.task(), container)
                .flatMap((logs) -> this.place.store().inTransaction(() -> logs.prepare(this.place.sink())))
                .ifPresent((missing) -> {
                    throw new CannotStart(container.name(), missing);
                });
        }
    }

    private String pull(ContainerDefinition container) {
        try {
            Images.Pulled pulled = this.place.images()
                .pull(new Images.Order(container.image(), this.order.region(), this.order.architecture(),
                        this.orders.login(container).orElse(null)), this.record::isEnding);
            this.images.put(container.name(), pulled.name());
            this.record.change((state) -> state.change(container.name(), (next) -> next.imageDigest(pulled.digest())));
            return pulled.name();
        }
        catch (CannotPull ex) {
            throw new CannotStart(container.name(), String.valueOf(ex.getMessage()));
        }
    }

    /**
     * Takes up a task that ran before this process.
     * @return false if what it ran is gone
     */
    boolean adopt(TaskState state) {
        Map<String, String> there = there();
        boolean whole = this.network.find();
        for (ContainerDefinition container : this.order.containers()) {
            String id = there.get(container.name());
            if (!state.isStarted(container.name())) {
                Optional.ofNullable(id).ifPresent(this.orders::remove);
                continue;
            }
            if (id != null) {
                this.ids.put(container.name(), id);
            }
            if (isRunning(state, container)) {
                whole &= id != null;
                if (id != null) {
                    watch(container, id);
                }
            }
        }
        if (!whole) {
            this.record.stop(TaskStopCode.TERMINATION_NOTICE,
                    "The sandbox was ended, and the task's containers with it.");
        }
        return whole;
    }

    /** The ids of what is at the engine of this task, by the containers' names. */
    private Map<String, String> there() {
        return this.place.daemon()
            .client()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(this.place.labels().of(this.order.arn(), null))
            .exec()
            .stream()
            .filter((container) -> container.getLabels().get(Labels.CONTAINER) != null)
            .filter((container) -> !TaskNetwork.HOLDER.equals(container.getLabels().get(Labels.CONTAINER)))
            .collect(Collectors.toMap((container) -> container.getLabels().getOrDefault(Labels.CONTAINER, ""),
                    Container::getId, (first, second) -> first));
    }

    private static boolean isRunning(TaskState state, ContainerDefinition container) {
        return "RUNNING".equals(state.container(container.name()).lastStatus());
    }

    /** Starts what may start, and what waited for that. */
    void startReady() {
        Optional<ContainerDefinition> next = nextReady();
        while (next.isPresent() && !this.record.isEnding()) {
            start(next.get());
            next = nextReady();
        }
    }

    private Optional<ContainerDefinition> nextReady() {
        ContainerSteps steps = new ContainerSteps(this.record.now(), this.order.definition());
        return this.order.containers()
            .stream()
            .filter(steps::mayStart)
            .filter((container) -> this.ids.keySet().containsAll(neighbours(container)))
            .findFirst();
    }

    /** Those that have to be there before, besides what dependsOn says. */
    private List<String> neighbours(ContainerDefinition container) {
        List<String> names = this.order.containers().stream().map(ContainerDefinition::name).toList();
        return java.util.stream.Stream
            .concat(container.links().stream().map((link) -> link.split(":", -1)[0]),
                    container.volumesFrom().stream().map((from) -> from.sourceContainer()))
            .filter(names::contains)
            .toList();
    }

    private void start(ContainerDefinition container) {
        String made = make(container);
        this.ids.put(container.name(), made);
        String id;
        try {
            id = this.orders.start(container, made, this.images.getOrDefault(container.name(), ""), this.ids);
        }
        catch (DockerException ex) {
            throw new CannotStart(container.name(),
                    "CannotStartContainerError: Error response from daemon: " + Trouble.words(ex));
        }
        this.ids.put(container.name(), id);
        var bindings = this.network.bindings(container, id);
        this.record.steps((steps) -> steps.started(container, id, bindings, this.place.now()));
        watch(container, id);
    }

    private String make(ContainerDefinition container) {
        try {
            String image = this.images.get(container.name());
            try {
                return this.orders.make(container, (image != null) ? image : pull(container), this.ids);
            }
            catch (NotFoundException ex) {
                // Someone removed the image since it was pulled.
                return this.orders.make(container, pull(container), this.ids);
            }
        }
        catch (DockerException ex) {
            throw new CannotStart(container.name(),
                    "CannotCreateContainerError: Error response from daemon: " + Trouble.words(ex));
        }
    }

    private void watch(ContainerDefinition container, String id) {
        AwsLogs.of(this.order.task(), container)
            .ifPresent((target) -> this.place.logs().follow(this.order.arn(), target, id));
        if (container.healthCheck() != null) {
            this.place.health()
                .begin(id, container.healthCheck(), (health) -> this.inbox.accept(() -> health(container, health)));
        }
    }

    private void health(ContainerDefinition container, HealthStatus health) {
        this.record.ending((steps) -> {
            steps.health(container, health);
            return (health == HealthStatus.UNHEALTHY && steps.isAwaited(container, "HEALTHY"))
                    ? Optional.of(new ContainerSteps.Ending(TaskStopCode.TASK_FAILED_TO_START,
                            "DependencyError: container " + container.name() + " is unhealthy"))
                    : Optional.empty();
        });
    }

    /** Notices which containers have ended by themselves. */
    void look() {
        TaskState state = this.record.now();
        for (ContainerDefinition container : this.order.containers()) {
            String id = this.ids.get(container.name());
            if (id != null && isRunning(state, container) && !this.place.watcher().runs(id)) {
                look(container, id);
            }
        }
    }

    private void look(ContainerDefinition container, String id) {
        try {
            ContainerState state = this.place.daemon().client().inspectContainerCmd(id).exec().getState();
            if (!Boolean.TRUE.equals(state.getRunning())) {
                quiet(id);
                int code = exitCode(state);
                boolean outOfMemory = Boolean.TRUE.equals(state.getOOMKilled()) || code == KILLED;
                this.record.ending((steps) -> steps.ended(container, code, outOfMemory ? OUT_OF_MEMORY : null));
            }
        }
        catch (NotFoundException ex) {
            quiet(id);
            this.record.ending((steps) -> steps.ended(container, KILLED,
                    "The container was removed from this machine by someone else"));
        }
    }

    private static int exitCode(ContainerState state) {
        return (state.getExitCodeLong() != null) ? state.getExitCodeLong().intValue() : 0;
    }

    private void quiet(String id) {
        this.place.health().end(id);
        this.place.logs().finish(id);
    }

    /** Stops what runs, removes everything, and writes down that the task has stopped. */
    void end() {
        there().forEach(this.ids::putIfAbsent);
        TaskState state = this.record.now();
        List<ContainerDefinition> running = this.order.containers()
            .stream()
            .filter((container) -> this.ids.containsKey(container.name()) && isRunning(state, container))
            .toList();
        if (!running.isEmpty()) {
            this.record.change((next) -> next.enter(Phase.STOPPING, "STOPPING", this.place.now()));
            new Stopping(this.place.workers(), running).each(this::stop);
        }
        this.record.change((next) -> {
            ContainerSteps steps = new ContainerSteps(next, this.order.definition());
            for (ContainerDefinition container : this.order.containers()) {
                if (!"STOPPED".equals(next.container(container.name()).lastStatus())) {
                    steps.stopped(container, null, null);
                }
            }
            next.change((task) -> task.executionStoppedAt(this.place.now()));
            next.enter(Phase.DEPROVISIONING, "DEPROVISIONING", this.place.now());
        });
        this.ids.values().forEach(this.orders::remove);
        this.network.remove();
        this.volumes.remove();
        this.record.change((next) -> {
            this.place.logs().forget(this.order.arn());
            next.stopped(this.place.now());
        });
    }

    private void stop(ContainerDefinition container) {
        String id = this.ids.getOrDefault(container.name(), "");
        Optional<Integer> code = this.orders.stop(container, id);
        quiet(id);
        this.record.steps((steps) -> steps.stopped(container, code.orElse(null), null));
    }

}
