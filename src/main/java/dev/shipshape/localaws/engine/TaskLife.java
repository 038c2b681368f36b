package dev.shipshape.localaws.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.shipshape.localaws.engine.TaskRun.Phase;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * One task on its way: takes the steps that are due, one after another, each at the time
 * when it was due, so that it comes out the same however seldom someone looks.
 */
final class TaskLife {

    private static final Duration HEALTH_CHECK = Duration.ofSeconds(5);

    private final TaskDefinition definition;

    private final Pace pace;

    private final Pulling pulling;

    private final TaskLog log;

    private final TaskPages pages;

    private final @Nullable TaskInterface networkInterface;

    private Task task;

    private TaskRun run;

    TaskLife(Task task, TaskRun run, TaskDefinition definition, @Nullable TaskInterface networkInterface, Pace pace,
            Surroundings surroundings, TaskPages pages) {
        this.task = task;
        this.run = run;
        this.definition = definition;
        this.networkInterface = networkInterface;
        this.pace = pace;
        this.pulling = new Pulling(surroundings);
        this.log = new TaskLog(task, surroundings.logs());
        this.pages = pages;
    }

    Task task() {
        return this.task;
    }

    TaskRun run() {
        return this.run;
    }

    /** Takes every step that is due by now; true if there was one. */
    boolean advance(Instant now) {
        boolean moved = false;
        Instant due = due();
        while (due != null && !due.isAfter(now)) {
            step(due);
            moved = true;
            due = due();
        }
        return moved;
    }

    /** Ends the task, whatever it is doing. */
    void stop(Instant at, TaskStopCode code, String reason) {
        boolean ran = this.run.phase() == Phase.RUNNING;
        this.task = this.task.toBuilder()
            .desiredStatus("STOPPED")
            .stopCode(code)
            .stoppedReason(reason)
            .stoppingAt(at)
            .lastStatus(ran ? "DEACTIVATING" : "DEPROVISIONING")
            .build();
        this.run = this.run.at(ran ? Phase.DEACTIVATING : Phase.DEPROVISIONING, at);
        if (!ran) {
            endContainers(at);
        }
    }

    private @Nullable Instant due() {
        return switch (this.run.phase()) {
            case STOPPED -> null;
            case RUNNING -> this.definition.containerDefinitions()
                .stream()
                .flatMap((container) -> events(container))
                .min(Comparator.naturalOrder())
                .orElse(null);
            default -> this.run.since().plus(this.pace.of(this.run.phase().seconds()));
        };
    }

    /** When a running container ends, or turns healthy. */
    private Stream<Instant> events(ContainerDefinition container) {
        Instant started = this.run.started().get(container.name());
        Container state = container(container.name());
        if (started == null || !"RUNNING".equals(state.lastStatus())) {
            return Stream.empty();
        }
        Integer seconds = behaviour(container).seconds();
        Stream<Instant> end = (seconds != null) ? Stream.of(started.plus(this.pace.of(seconds))) : Stream.empty();
        boolean unknown = container.healthCheck() != null && state.healthStatus() != HealthStatus.HEALTHY;
        return unknown ? Stream.concat(Stream.of(started.plus(this.pace.of((int) HEALTH_CHECK.toSeconds()))), end)
                : end;
    }

    private void step(Instant at) {
        switch (this.run.phase()) {
            case PROVISIONING -> provisioned(at);
            case PENDING -> {
                this.task = this.task.toBuilder().pullStartedAt(at).build();
                this.run = this.run.at(Phase.PULLING, at);
            }
            case PULLING -> pulled(at);
            case PULLED -> move(Phase.ACTIVATING, "ACTIVATING", at);
            case ACTIVATING -> {
                this.run = this.run.at(Phase.RUNNING, at);
                startReady(at);
            }
            case RUNNING -> containerEvent(at);
            case DEACTIVATING -> move(Phase.STOPPING, "STOPPING", at);
            case STOPPING -> {
                endContainers(at);
                move(Phase.DEPROVISIONING, "DEPROVISIONING", at);
            }
            case DEPROVISIONING -> stopped(at);
            case STOPPED -> throw new IllegalStateException("a stopped task takes no step");
        }
    }

    private void move(Phase phase, String lastStatus, Instant at) {
        this.task = this.task.toBuilder().lastStatus(lastStatus).build();
        this.run = this.run.at(phase, at);
    }

    private void provisioned(Instant at) {
        Task.Builder next = this.task.toBuilder().connectivity(Connectivity.CONNECTED).connectivityAt(at);
        TaskInterface attached = this.networkInterface;
        if (attached != null) {
            next.attachments(this.task.attachments().stream().map((each) -> attach(each, attached)).toList());
            next.containers(this.task.containers()
                .stream()
                .map((container) -> container.toBuilder()
                    .networkInterfaces(NetworkInterface.builder()
                        .attachmentId(attached.attachmentId())
                        .privateIpv4Address(attached.privateAddress())
                        .build())
                    .build())
                .toList());
        }
        this.task = next.build();
        move(Phase.PENDING, "PENDING", at);
    }

    private static Attachment attach(Attachment attachment, TaskInterface attached) {
        return attachment.toBuilder()
            .status("ATTACHED")
            .details(detail("subnetId", attached.subnetId()),
                    detail("networkInterfaceId", attached.networkInterfaceId()),
                    detail("macAddress", attached.macAddress()),
                    detail("privateDnsName", "ip-" + attached.privateAddress().replace('.', '-') + ".ec2.internal"),
                    detail("privateIPv4Address", attached.privateAddress()))
            .build();
    }

    private static KeyValuePair detail(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private void pulled(Instant at) {
        String region = this.task.taskArn().split(":", -1)[3];
        for (ContainerDefinition container : this.definition.containerDefinitions()) {
            Pulling.Result result = this.pulling.pull(region, container);
            if (result.error() != null) {
                change(container.name(), (state) -> state.toBuilder().reason(result.error()).build());
                stop(at, TaskStopCode.TASK_FAILED_TO_START, result.error());
                return;
            }
            change(container.name(), (state) -> state.toBuilder().imageDigest(result.digest()).build());
        }
        this.task = this.task.toBuilder().pullStoppedAt(at).build();
        this.run = this.run.at(Phase.PULLED, at);
    }

    /**
     * Starts every container whose dependencies are met, and those that waited for it.
     */
    private void startReady(Instant at) {
        boolean more = true;
        while (more) {
            more = false;
            for (ContainerDefinition container : this.definition.containerDefinitions()) {
                if (!this.run.started().containsKey(container.name()) && isReady(container)) {
                    start(container, at);
                    more = true;
                }
            }
        }
        boolean all = this.run.started().size() == this.definition.containerDefinitions().size();
        if (all && this.task.startedAt() == null) {
            this.task = this.task.toBuilder().startedAt(at).lastStatus("RUNNING").build();
        }
    }

    private boolean isReady(ContainerDefinition container) {
        return container.dependsOn().stream().allMatch(this::isMet);
    }

    private boolean isMet(ContainerDependency dependency) {
        Container other = container(dependency.containerName());
        boolean ended = "STOPPED".equals(other.lastStatus());
        return switch (dependency.condition()) {
            case START -> this.run.started().containsKey(other.name());
            case HEALTHY -> other.healthStatus() == HealthStatus.HEALTHY;
            case COMPLETE -> ended;
            case SUCCESS -> ended && Integer.valueOf(0).equals(other.exitCode());
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    private void start(ContainerDefinition container, Instant at) {
        Map<String, Instant> started = new HashMap<>(this.run.started());
        started.put(container.name(), at);
        this.run = this.run.with(started);
        change(container.name(),
                (state) -> state.toBuilder()
                    .lastStatus("RUNNING")
                    .runtimeId(Names.id(this.task.taskArn()) + "-" + Names.number(container.name()))
                    .networkBindings(this.pages.open(this.task, this.definition, container))
                    .build());
        this.log.started(container, behaviour(container), at);
    }

    private void containerEvent(Instant at) {
        for (ContainerDefinition container : this.definition.containerDefinitions()) {
            if (events(container).noneMatch((event) -> event.equals(at))) {
                continue;
            }
            Behaviour behaviour = behaviour(container);
            Integer seconds = behaviour.seconds();
            Instant started = this.run.started().getOrDefault(container.name(), at);
            if (seconds != null && started.plus(this.pace.of(seconds)).equals(at)) {
                ended(container, behaviour, at);
            }
            else {
                healthy(container);
            }
            startReady(at);
            return;
        }
    }

    private void ended(ContainerDefinition container, Behaviour behaviour, Instant at) {
        end(container, behaviour.exitCode(), behaviour.reason(), at);
        if (!Boolean.FALSE.equals(container.essential())) {
            stop(at, TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited");
            return;
        }
        boolean hopeless = behaviour.exitCode() != 0 && this.definition.containerDefinitions()
            .stream()
            .filter((other) -> !this.run.started().containsKey(other.name()))
            .flatMap((other) -> other.dependsOn().stream())
            .anyMatch((dependency) -> dependency.containerName().equals(container.name())
                    && "SUCCESS".equals(dependency.conditionAsString()));
        if (hopeless) {
            stop(at, TaskStopCode.TASK_FAILED_TO_START,
                    "DependencyError: container " + container.name() + " did not exit with 0");
        }
    }

    private void healthy(ContainerDefinition container) {
        change(container.name(), (state) -> state.toBuilder().healthStatus(HealthStatus.HEALTHY).build());
        boolean all = this.definition.containerDefinitions()
            .stream()
            .filter((other) -> other.healthCheck() != null && !Boolean.FALSE.equals(other.essential()))
            .allMatch((other) -> container(other.name()).healthStatus() == HealthStatus.HEALTHY);
        if (all) {
            this.task = this.task.toBuilder().healthStatus(HealthStatus.HEALTHY).build();
        }
    }

    private void end(ContainerDefinition container, @Nullable Integer exitCode, @Nullable String reason, Instant at) {
        this.pages.close(this.task, container.name());
        change(container.name(), (state) -> {
            Container.Builder next = state.toBuilder().lastStatus("STOPPED").exitCode(exitCode);
            return ((reason != null) ? next.reason(reason) : next).build();
        });
        if (exitCode != null) {
            this.log.ended(container, exitCode, at);
        }
    }

    private void endContainers(Instant at) {
        for (ContainerDefinition container : this.definition.containerDefinitions()) {
            if (!"STOPPED".equals(container(container.name()).lastStatus())) {
                boolean ran = this.run.started().containsKey(container.name());
                end(container, ran ? Pulling.exitOnTerm(container.image()) : null, null, at);
            }
        }
        this.task = this.task.toBuilder().executionStoppedAt(at).build();
    }

    private void stopped(Instant at) {
        this.task = this.task.toBuilder()
            .lastStatus("STOPPED")
            .stoppedAt(at)
            .attachments(this.task.attachments()
                .stream()
                .map((attachment) -> attachment.toBuilder().status("DELETED").build())
                .toList())
            .build();
        this.run = this.run.at(Phase.STOPPED, at);
    }

    private Behaviour behaviour(ContainerDefinition container) {
        Optional<ContainerOverride> override = this.task.overrides()
            .containerOverrides()
            .stream()
            .filter((each) -> container.name().equals(each.name()))
            .findFirst();
        return Behaviour.of(container, override.orElse(null));
    }

    private Container container(String name) {
        return this.task.containers()
            .stream()
            .filter((container) -> container.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no container " + name));
    }

    private void change(String name, UnaryOperator<Container> change) {
        List<Container> containers = this.task.containers()
            .stream()
            .map((container) -> container.name().equals(name) ? change.apply(container) : container)
            .toList();
        this.task = this.task.toBuilder().containers(containers).build();
    }

}
