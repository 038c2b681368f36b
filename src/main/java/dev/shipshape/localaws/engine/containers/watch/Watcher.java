package dev.shipshape.localaws.engine.containers.watch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.github.dockerjava.api.model.Container;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks three times a second which containers of this endpoint run: one call however many
 * there are. The engine's stream of events would come sooner, but not every engine sends
 * it, and after a lost connection nobody knows what was missed.
 */
public final class Watcher implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Watcher.class);

    private static final long PERIOD_MILLIS = 300;

    private final Daemon daemon;

    private final Labels labels;

    /** Who wants to know of a task, by its ARN. */
    private final Map<String, Runnable> listeners = new ConcurrentHashMap<>();

    private final Thread thread;

    private volatile Map<String, String> states = Map.of();

    private volatile @Nullable String problem;

    private volatile boolean closed;

    /** A watcher of what carries these labels. */
    public Watcher(Daemon daemon, Labels labels) {
        this.daemon = daemon;
        this.labels = labels;
        this.thread = new Thread(this::watch, "localaws-containers");
        this.thread.setDaemon(true);
        this.thread.setContextClassLoader(Watcher.class.getClassLoader());
    }

    /** Begins to look. */
    public void start() {
        this.thread.start();
    }

    /** Tells whenever a container of this task begins or ceases to run. */
    public void listen(String taskArn, Runnable listener) {
        this.listeners.put(taskArn, listener);
    }

    /** Tells no more. */
    public void forget(String taskArn) {
        this.listeners.remove(taskArn);
    }

    /** Whether the container ran when it was looked at last. */
    public boolean runs(String id) {
        return "running".equals(this.states.get(id));
    }

    /** Why the engine cannot be asked at the moment, or null if it can. */
    public @Nullable String problem() {
        return this.problem;
    }

    private void watch() {
        while (!this.closed) {
            try {
                Thread.sleep(PERIOD_MILLIS);
                if (!this.listeners.isEmpty()) {
                    look();
                }
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look() {
        try {
            Map<String, Container> now = this.daemon.client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(this.labels.shared())
                .exec()
                .stream()
                .collect(Collectors.toMap(Container::getId, (container) -> container, (first, second) -> first));
            Map<String, String> before = this.states;
            this.states = now.values()
                .stream()
                .collect(Collectors.toMap(Container::getId, (container) -> String.valueOf(container.getState())));
            if (this.problem != null) {
                this.problem = null;
                logger.info("The container engine answers again");
            }
            tell(before, now);
        }
        catch (RuntimeException ex) {
            if (this.problem == null && !this.closed) {
                logger.warn("The container engine does not answer: {}", Trouble.words(ex));
            }
            this.problem = Trouble.words(ex);
        }
    }

    private void tell(Map<String, String> before, Map<String, Container> now) {
        if (before.equals(this.states)) {
            return;
        }
        boolean lost = before.keySet().stream().anyMatch((id) -> !now.containsKey(id));
        if (lost) {
            this.listeners.values().forEach(Runnable::run);
            return;
        }
        now.values()
            .stream()
            .filter((container) -> !String.valueOf(container.getState()).equals(before.get(container.getId())))
            .map((container) -> String.valueOf(container.getLabels().get(Labels.TASK)))
            .distinct()
            .forEach((arn) -> this.listeners.getOrDefault(arn, () -> {
            }).run());
    }

    @Override
    public void close() {
        this.closed = true;
        this.thread.interrupt();
    }

}
