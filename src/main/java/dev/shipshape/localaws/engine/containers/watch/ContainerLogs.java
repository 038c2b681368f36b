package dev.shipshape.localaws.engine.containers.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.github.dockerjava.api.command.LogContainerCmd;
import dev.shipshape.localaws.engine.AwsLogs;
import dev.shipshape.localaws.engine.LogSink;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what containers write into CloudWatch Logs, as it comes: ten times a second, all
 * that is there in one transaction, together with how far it was read.
 */
public final class ContainerLogs implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(ContainerLogs.class);

    private static final long PERIOD_MILLIS = 100;

    private static final long PATIENCE_SECONDS = 3;

    private final Daemon daemon;

    private final Store store;

    private final LogSink sink;

    private final Clock clock;

    private final Clock machine = Clock.systemUTC();

    private final Table<LogPosition> positions;

    /** By the id of the container. */
    private final Map<String, LogFollower> followers = new ConcurrentHashMap<>();

    private final Thread thread;

    private volatile boolean closed;

    /** Logs of containers of this engine. */
    public ContainerLogs(Daemon daemon, Store store, LogSink sink, Clock clock) {
        this.daemon = daemon;
        this.store = store;
        this.sink = sink;
        this.clock = clock;
        this.positions = store.records("engine.container-logs", LogPosition.class);
        this.thread = new Thread(this::write, "localaws-container-logs");
        this.thread.setDaemon(true);
        this.thread.setContextClassLoader(ContainerLogs.class.getClassLoader());
    }

    /** Begins to write. */
    public void start() {
        this.thread.start();
    }

    /** Follows the log of a container, from where it was left when it was so before. */
    public void follow(String taskArn, AwsLogs target, String id) {
        String key = taskArn + "|" + target.container();
        LogPosition after = this.store.inTransaction(() -> this.positions.find(key)).orElse(null);
        LogFollower follower = new LogFollower(target, target.stream(id), key, after);
        LogContainerCmd command = this.daemon.client()
            .logContainerCmd(id)
            .withStdOut(true)
            .withStdErr(true)
            .withTimestamps(true)
            .withFollowStream(true);
        if (after != null) {
            command.withSince(Math.toIntExact(after.last().getEpochSecond()));
        }
        this.followers.put(id, command.exec(follower));
    }

    /** Waits for the last lines of a container that has ended. */
    public void finish(String id) {
        @Nullable LogFollower follower = this.followers.get(id);
        if (follower == null) {
            return;
        }
        try {
            boolean whole = follower.awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!whole) {
                logger.debug("The log of container {} did not end with it", id);
            }
            follower.close();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        catch (RuntimeException ex) {
            logger.debug("The log of container {} broke off", id, ex);
        }
        follower.finish();
        flush(List.of(follower));
        this.followers.remove(id);
    }

    /** Forgets how far a task's logs were read. Belongs inside a transaction. */
    public void forget(String taskArn) {
        this.positions.keys(taskArn + "|").forEach(this.positions::remove);
    }

    /** Stops following everything, without the last lines. */
    public void drop() {
        this.followers.values().forEach(ContainerLogs::closeQuietly);
        this.followers.clear();
    }

    private static void closeQuietly(LogFollower follower) {
        try {
            follower.finish();
            follower.close();
        }
        catch (IOException ex) {
            logger.debug("A container's log did not close", ex);
        }
    }

    private void write() {
        while (!this.closed) {
            try {
                Thread.sleep(PERIOD_MILLIS);
                flush(List.copyOf(this.followers.values()));
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return;
            }
            catch (RuntimeException ex) {
                logger.error("The lines of containers could not be written", ex);
            }
        }
    }

    private synchronized void flush(List<LogFollower> which) {
        record Batch(LogFollower follower, List<LogFollower.Line> lines) {
        }
        List<Batch> batches = which.stream()
            .map((follower) -> new Batch(follower, follower.take()))
            .filter((batch) -> !batch.lines().isEmpty())
            .toList();
        if (batches.isEmpty()) {
            return;
        }
        // The engine has the machine's time, the log groups have the endpoint's.
        Duration ahead = Duration.between(this.machine.instant(), this.clock.instant());
        this.store.inTransaction(() -> batches.forEach((batch) -> {
            LogFollower follower = batch.follower();
            batch.lines()
                .forEach((line) -> follower.target()
                    .write(this.sink, follower.stream(), line.time().plus(ahead), line.text()));
            this.positions.put(follower.key(),
                    LogPosition.after(this.positions.find(follower.key()).orElse(null), batch.lines()));
        }));
    }

    @Override
    public void close() {
        this.closed = true;
        this.thread.interrupt();
        drop();
    }

}
