package dev.shipshape.localaws.engine.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.shipshape.localaws.engine.AwsLogs;
import dev.shipshape.localaws.engine.ContainerSteps;
import dev.shipshape.localaws.engine.TaskRun.Phase;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.engine.containers.order.CannotStart;
import dev.shipshape.localaws.engine.containers.order.ContainerOrders;
import dev.shipshape.localaws.engine.containers.order.TaskNetwork;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import dev.shipshape.localaws.engine.containers.order.TaskVolumes;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** The containers of one task at the container engine, with their network and volumes. */
final class TaskContainers {

    private final Workplace place;

    private final TaskOrder order;

    private final TaskRecord record;

    private final TaskNetwork network;

    private final TaskVolumes volumes;

    private final ContainerOrders orders;

    private final Pulls pulls;

    private final Observation observation;

    /** The ids of the containers that are there, by name. */
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    TaskContainers(Workplace place, TaskOrder order, TaskRecord record, Consumer<Runnable> inbox) {
        this.place = place;
        this.order = order;
        this.record = record;
        this.network = new TaskNetwork(place.daemon(), place.labels(), order);
        this.volumes = new TaskVolumes(place.daemon(), place.labels(), order);
        this.orders = new ContainerOrders(place.daemon(), place.labels(), order, this.network, this.volumes,
                place.secrets());
        this.pulls = new Pulls(place, order, record, this.orders);
        this.observation = new Observation(place, order, record, inbox);
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
        if (!this.pulls.pullAll()) {
            return false;
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
                    this.observation.begin(container, id);
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
        return Stream
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
            id = this.orders.start(container, made, this.pulls.image(container).orElse(""), this.ids);
        }
        catch (DockerException ex) {
            throw new CannotStart(container.name(),
                    "CannotStartContainerError: Error response from daemon: " + Trouble.words(ex));
        }
        this.ids.put(container.name(), id);
        var bindings = this.network.bindings(container, id);
        this.record.steps((steps) -> steps.started(container, id, bindings, this.place.now()));
        this.observation.begin(container, id);
    }

    private String make(ContainerDefinition container) {
        try {
            String image = this.pulls.image(container).orElseGet(() -> this.pulls.pull(container));
            try {
                return this.orders.make(container, image, this.ids);
            }
            catch (NotFoundException ex) {
                // Someone removed the image since it was pulled.
                return this.orders.make(container, this.pulls.pull(container), this.ids);
            }
        }
        catch (DockerException ex) {
            throw new CannotStart(container.name(),
                    "CannotCreateContainerError: Error response from daemon: " + Trouble.words(ex));
        }
    }

    /** Notices which containers have ended by themselves. */
    void look() {
        TaskState state = this.record.now();
        for (ContainerDefinition container : this.order.containers()) {
            String id = this.ids.get(container.name());
            if (id != null && isRunning(state, container) && !this.place.watcher().runs(id)) {
                this.observation.look(container, id);
            }
        }
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
        this.observation.end(id);
        this.record.steps((steps) -> steps.stopped(container, code.orElse(null), null));
    }

}
