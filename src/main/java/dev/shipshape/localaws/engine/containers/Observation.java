package dev.shipshape.localaws.engine.containers;

import java.util.Optional;
import java.util.function.Consumer;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.shipshape.localaws.engine.AwsLogs;
import dev.shipshape.localaws.engine.ContainerSteps;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** What is seen of one task's containers while they run: logs, health, and their end. */
final class Observation {

    private static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    /** SIGKILL, which nothing inside a container can send to its first process. */
    private static final int KILLED = 137;

    private final Workplace place;

    private final TaskOrder order;

    private final TaskRecord record;

    /** Has something done by the thread of the driver. */
    private final Consumer<Runnable> inbox;

    Observation(Workplace place, TaskOrder order, TaskRecord record, Consumer<Runnable> inbox) {
        this.place = place;
        this.order = order;
        this.record = record;
        this.inbox = inbox;
    }

    /** Begins to follow its log and to look after its health. */
    void begin(ContainerDefinition container, String id) {
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

    /** Writes down that a container has ended, if it has, and what with. */
    void look(ContainerDefinition container, String id) {
        try {
            ContainerState state = this.place.daemon().client().inspectContainerCmd(id).exec().getState();
            if (!Boolean.TRUE.equals(state.getRunning())) {
                end(id);
                int code = exitCode(state);
                boolean outOfMemory = Boolean.TRUE.equals(state.getOOMKilled()) || code == KILLED;
                this.record.ending((steps) -> steps.ended(container, code, outOfMemory ? OUT_OF_MEMORY : null));
            }
        }
        catch (NotFoundException ex) {
            end(id);
            this.record.ending((steps) -> steps.ended(container, KILLED,
                    "The container was removed from this machine by someone else"));
        }
    }

    private static int exitCode(ContainerState state) {
        return (state.getExitCodeLong() != null) ? state.getExitCodeLong().intValue() : 0;
    }

    /** Ends what {@link #begin} began. */
    void end(String id) {
        this.place.health().end(id);
        this.place.logs().finish(id);
    }

}
