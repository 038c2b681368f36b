package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerDependency;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/**
 * What the start, the health and the end of a container mean for its task, whatever the
 * container is: ECS's rules of dependsOn and of essential containers.
 */
public final class ContainerSteps {

    private final TaskState state;

    private final TaskDefinition definition;

    /** The steps of the containers of a task. */
    public ContainerSteps(TaskState state, TaskDefinition definition) {
        this.state = state;
        this.definition = definition;
    }

    /**
     * Why the whole task has to end.
     *
     * @param code ECS's code for it
     * @param reason ECS's words for it
     */
    public record Ending(TaskStopCode code, String reason) {
    }

    /** The containers of the definition. */
    public List<ContainerDefinition> all() {
        return this.definition.containerDefinitions();
    }

    /** Whether the container still has to start and all that it depends on allows it. */
    public boolean mayStart(ContainerDefinition container) {
        return !this.state.isStarted(container.name()) && container.dependsOn().stream().allMatch(this::isMet);
    }

    private boolean isMet(ContainerDependency dependency) {
        Container other = this.state.container(dependency.containerName());
        boolean ended = "STOPPED".equals(other.lastStatus());
        return switch (dependency.condition()) {
            case START -> this.state.isStarted(other.name());
            case HEALTHY -> other.healthStatus() == HealthStatus.HEALTHY;
            case COMPLETE -> ended;
            case SUCCESS -> ended && Integer.valueOf(0).equals(other.exitCode());
            case UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /** A container was started; the task runs when the last one was. */
    public void started(ContainerDefinition container, String runtimeId, List<NetworkBinding> bindings, Instant at) {
        this.state.started(container.name(), at);
        this.state.change(container.name(),
                (next) -> next.lastStatus("RUNNING").runtimeId(runtimeId).networkBindings(bindings));
        boolean all = this.state.run().started().size() == all().size();
        if (all && this.state.task().startedAt() == null && !this.state.run().phase().isEnding()) {
            this.state.change((task) -> task.startedAt(at).lastStatus("RUNNING"));
        }
    }

    /** A container is healthy or not; the task is as its essential containers are. */
    public void health(ContainerDefinition container, HealthStatus health) {
        this.state.change(container.name(), (next) -> next.healthStatus(health));
        List<HealthStatus> checked = all().stream()
            .filter((other) -> other.healthCheck() != null && isEssential(other))
            .map((other) -> this.state.container(other.name()).healthStatus())
            .toList();
        HealthStatus task = checked.contains(HealthStatus.UNHEALTHY) ? HealthStatus.UNHEALTHY
                : (checked.stream().allMatch((each) -> each == HealthStatus.HEALTHY) && !checked.isEmpty())
                        ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
        this.state.change((next) -> next.healthStatus(task));
    }

    /** A container is no more, for whatever reason. */
    public void stopped(ContainerDefinition container, @Nullable Integer exitCode, @Nullable String reason) {
        this.state.change(container.name(), (state) -> {
            Container.Builder next = state.lastStatus("STOPPED").exitCode(exitCode);
            return (reason != null) ? next.reason(reason) : next;
        });
    }

    /**
     * A container ended by itself.
     * @return why the task ends with it, if it does
     */
    public Optional<Ending> ended(ContainerDefinition container, int exitCode, @Nullable String reason) {
        stopped(container, exitCode, reason);
        if (isEssential(container)) {
            return Optional
                .of(new Ending(TaskStopCode.ESSENTIAL_CONTAINER_EXITED, "Essential container in task exited"));
        }
        return (exitCode != 0 && isAwaited(container, "SUCCESS"))
                ? Optional.of(new Ending(TaskStopCode.TASK_FAILED_TO_START,
                        "DependencyError: container " + container.name() + " did not exit with 0"))
                : Optional.empty();
    }

    /** Whether a container that was not started yet waits for this condition of it. */
    public boolean isAwaited(ContainerDefinition container, String condition) {
        return all().stream()
            .filter((other) -> !this.state.isStarted(other.name()))
            .flatMap((other) -> other.dependsOn().stream())
            .anyMatch((dependency) -> dependency.containerName().equals(container.name())
                    && condition.equals(dependency.conditionAsString()));
    }

    /** Whether the task ends with this container; one is essential unless it says not. */
    public static boolean isEssential(ContainerDefinition container) {
        return !Boolean.FALSE.equals(container.essential());
    }

}
