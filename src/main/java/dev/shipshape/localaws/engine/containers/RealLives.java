package dev.shipshape.localaws.engine.containers;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.shipshape.localaws.engine.ImageSource;
import dev.shipshape.localaws.engine.Life;
import dev.shipshape.localaws.engine.Lives;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskChanges;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.engine.TaskState;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Leftovers;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import dev.shipshape.localaws.engine.containers.images.Images;
import dev.shipshape.localaws.engine.containers.order.Secrets;
import dev.shipshape.localaws.engine.containers.order.TaskOrder;
import dev.shipshape.localaws.engine.containers.watch.ContainerLogs;
import dev.shipshape.localaws.engine.containers.watch.HealthChecks;
import dev.shipshape.localaws.engine.containers.watch.Watcher;
import dev.shipshape.localaws.store.Store;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** Tasks of real containers. */
public final class RealLives implements Lives {

    private static final Logger logger = LoggerFactory.getLogger(RealLives.class);

    /** How long the end of the process waits for what is removed with it. */
    private static final long PATIENCE_SECONDS = 15;

    private final Store store;

    private final Clock clock;

    private final Surroundings surroundings;

    private final Daemon daemon;

    private final Labels labels;

    private final Images images;

    private final Secrets secrets;

    private final Leftovers leftovers;

    private final Watcher watcher;

    private final ContainerLogs logs;

    private final HealthChecks health;

    private final Map<String, TaskDriver> drivers = new ConcurrentHashMap<>();

    private final ExecutorService workers = Executors.newCachedThreadPool((work) -> thread(work, "localaws-task"));

    /** Clears up, one thing after another. */
    private final ExecutorService janitor = Executors
        .newSingleThreadExecutor((work) -> thread(work, "localaws-janitor"));

    private @Nullable TaskChanges changes;

    /**
     * Tasks at this container engine.
     * @param own the images of our own registry
     * @param secrets the directory with the secrets that tasks may have
     */
    public RealLives(Store store, Clock clock, Surroundings surroundings, Daemon daemon, Labels labels, ImageSource own,
            Path secrets) {
        this.store = store;
        this.clock = clock;
        this.surroundings = surroundings;
        this.daemon = daemon;
        this.labels = labels;
        this.images = new Images(daemon, labels, store, own);
        this.secrets = new Secrets(secrets);
        this.leftovers = new Leftovers(daemon, labels);
        this.watcher = new Watcher(daemon, labels);
        this.logs = new ContainerLogs(daemon, store, surroundings.logs(), clock);
        this.health = new HealthChecks(daemon);
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(RealLives.class.getClassLoader());
        return thread;
    }

    @Override
    public String name() {
        return "containers";
    }

    /** A container may have ended while nobody looked. */
    @Override
    public boolean liveByTime() {
        return false;
    }

    @Override
    public void connect(TaskChanges changes) {
        this.changes = changes;
        this.watcher.start();
        this.logs.start();
    }

    @Override
    public Life of(TaskState state, TaskDefinition definition, @Nullable TaskInterface networkInterface) {
        return new RealLife(state, this, new TaskOrder(state.task(), definition, networkInterface));
    }

    /** Has a thread take care of a task, from the transaction's end on. */
    void drive(TaskOrder order) {
        Workplace place = new Workplace(this.store, Objects.requireNonNull(this.changes), this.clock,
                this.surroundings.logs(), this.surroundings.disturbances(), this.daemon, this.labels, this.images,
                this.secrets, this.watcher, this.logs, this.health, this.workers);
        TaskDriver driver = new TaskDriver(place, order, this.drivers::remove);
        this.drivers.put(order.arn(), driver);
        this.workers.execute(driver);
    }

    /** Has the driver of a task look at what the task is to do. */
    void wake(String taskArn) {
        @Nullable TaskDriver driver = this.drivers.get(taskArn);
        if (driver != null) {
            driver.wake();
        }
    }

    /** What of this endpoint is at the container engine. */
    public List<com.github.dockerjava.api.model.Container> containers() {
        return this.leftovers.containers();
    }

    /** Why the container engine cannot be asked at the moment, or null if it can. */
    public @Nullable String problem() {
        return this.watcher.problem();
    }

    /**
     * What no task stands behind after this transaction goes: after a reset everything,
     * at the start what a killed process left.
     */
    @Override
    public void clear() {
        abandon();
        this.janitor.execute(() -> {
            try {
                this.leftovers.remove(this::isLiving, this.images::isWanted, true);
            }
            catch (RuntimeException ex) {
                logger.warn("What is left at the container engine could not be removed: {}", Trouble.words(ex));
            }
        });
    }

    private boolean isLiving(String taskArn) {
        TaskChanges tasks = Objects.requireNonNull(this.changes);
        return this.store.inTransaction(() -> tasks.living(taskArn)).isPresent();
    }

    private void abandon() {
        this.drivers.values().forEach(TaskDriver::abandon);
        this.drivers.clear();
        this.health.clear();
        this.logs.drop();
        this.images.clear();
    }

    /** Removes everything: nothing runs on after the process that was asked for it. */
    @Override
    public void close() {
        abandon();
        this.janitor.execute(() -> {
            try {
                this.leftovers.remove((arn) -> false, (image) -> false, false);
            }
            catch (RuntimeException ex) {
                logger.warn("What is left at the container engine is removed at the next start: {}", Trouble.words(ex));
            }
        });
        this.watcher.close();
        this.logs.close();
        this.health.close();
        this.workers.shutdownNow();
        this.janitor.shutdown();
        try {
            if (!this.workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !this.janitor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                logger.warn("The container engine is slow; what is left there is removed at the next start");
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.daemon.close();
    }

}
