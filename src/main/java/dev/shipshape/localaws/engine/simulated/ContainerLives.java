package dev.shipshape.localaws.engine.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.localaws.engine.ContainerSteps;
import dev.shipshape.localaws.engine.ContainerSteps.Ending;
import dev.shipshape.localaws.engine.Names;
import dev.shipshape.localaws.engine.Pace;
import dev.shipshape.localaws.engine.TaskState;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.HealthStatus;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * The containers of one task: each starts when those that it depends on allow it, turns
 * healthy, and ends as its behaviour says.
 */
final class ContainerLives {

    private static final Duration HEALTH_CHECK = Duration.ofSeconds(5);

    private final TaskState state;

    private final TaskDefinition definition;

    private final Pace pace;

    private final TaskLog log;

    private final TaskPages pages;

    private final ContainerSteps steps;

    ContainerLives(TaskState state, TaskDefinition definition, Pace pace, TaskLog log, TaskPages pages) {
        this.state = state;
        this.definition = definition;
        this.pace = pace;
        this.log = log;
        this.pages = pages;
        this.steps = new ContainerSteps(state, definition);
    }

    private List<ContainerDefinition> all() {
        return this.definition.containerDefinitions();
    }

    /** When the next container ends or turns healthy, if one ever does. */
    @Nullable Instant due() {
        return all().stream().flatMap(this::events).min(Comparator.naturalOrder()).orElse(null);
    }

    /** When a running container ends, or turns healthy. */
    private Stream<Instant> events(ContainerDefinition container) {
        Instant started = this.state.run().started().get(container.name());
        Container now = this.state.container(container.name());
        if (started == null || !"RUNNING".equals(now.lastStatus())) {
            return Stream.empty();
        }
        Integer seconds = behaviour(container).seconds();
        Stream<Instant> end = (seconds != null) ? Stream.of(started.plus(this.pace.of(seconds))) : Stream.empty();
        boolean unknown = container.healthCheck() != null && now.healthStatus() != HealthStatus.HEALTHY;
        return unknown ? Stream.concat(Stream.of(started.plus(this.pace.of((int) HEALTH_CHECK.toSeconds()))), end)
                : end;
    }

    /**
     * Starts every container whose dependencies are met, and those that waited for it.
     */
    void startReady(Instant at) {
        boolean more = true;
        while (more) {
            more = false;
            for (ContainerDefinition container : all()) {
                if (this.steps.mayStart(container)) {
                    start(container, at);
                    more = true;
                }
            }
        }
    }

    private void start(ContainerDefinition container, Instant at) {
        String arn = this.state.task().taskArn();
        this.steps.started(container, Names.id(arn) + "-" + Names.number(container.name()),
                this.pages.open(this.state.task(), this.definition, container), at);
        this.log.started(container, behaviour(container), at);
    }

    /** Opens the pages of what runs since before a restart; true if a port is another. */
    boolean reopen() {
        Task before = this.state.task();
        for (ContainerDefinition container : all()) {
            if ("RUNNING".equals(this.state.container(container.name()).lastStatus())) {
                List<NetworkBinding> bindings = this.pages.open(before, this.definition, container);
                this.state.change(container.name(), (next) -> next.networkBindings(bindings));
            }
        }
        return !this.state.task().equals(before);
    }

    /**
     * Lets one container end or turn healthy that is to do so now.
     * @return why the task ends with it, if it does
     */
    Optional<Ending> event(Instant at) {
        for (ContainerDefinition container : all()) {
            if (events(container).noneMatch((event) -> event.equals(at))) {
                continue;
            }
            Behaviour behaviour = behaviour(container);
            Integer seconds = behaviour.seconds();
            Instant started = this.state.run().started().getOrDefault(container.name(), at);
            if (seconds != null && started.plus(this.pace.of(seconds)).equals(at)) {
                return ended(container, behaviour, at);
            }
            this.steps.health(container, HealthStatus.HEALTHY);
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Ending> ended(ContainerDefinition container, Behaviour behaviour, Instant at) {
        this.pages.close(this.state.task(), container.name());
        this.log.ended(container, behaviour.exitCode(), at);
        return this.steps.ended(container, behaviour.exitCode(), behaviour.reason());
    }

    /** Ends whatever still runs, as SIGTERM would. */
    void endAll(Instant at) {
        for (ContainerDefinition container : all()) {
            if (!"STOPPED".equals(this.state.container(container.name()).lastStatus())) {
                boolean ran = this.state.isStarted(container.name());
                Integer exitCode = ran ? Pulling.exitOnTerm(container.image()) : null;
                this.pages.close(this.state.task(), container.name());
                this.steps.stopped(container, exitCode, null);
                if (exitCode != null) {
                    this.log.ended(container, exitCode, at);
                }
            }
        }
        this.state.change((task) -> task.executionStoppedAt(at));
    }

    private Behaviour behaviour(ContainerDefinition container) {
        Optional<ContainerOverride> override = this.state.task()
            .overrides()
            .containerOverrides()
            .stream()
            .filter((each) -> container.name().equals(each.name()))
            .findFirst();
        return Behaviour.of(container, override.orElse(null));
    }

}
