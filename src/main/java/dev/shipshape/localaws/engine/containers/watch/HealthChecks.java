package dev.shipshape.localaws.engine.containers.watch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.HealthStatus;

/**
 * Runs the health checks of task definitions inside the containers. Not left to the
 * engine, because Podman runs none where there is no systemd. A container that starts is
 * looked at once a second, so that it counts as healthy as soon as it is; a failure
 * counts once an interval, and not within the start period.
 */
public final class HealthChecks implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(HealthChecks.class);

    private static final int DEFAULT_INTERVAL = 30;

    private static final int DEFAULT_TIMEOUT = 5;

    private static final int DEFAULT_RETRIES = 3;

    private final Daemon daemon;

    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor((work) -> thread(work, "localaws-health-timer"));

    private final ExecutorService workers = Executors.newCachedThreadPool((work) -> thread(work, "localaws-health"));

    private final Map<String, Check> checks = new ConcurrentHashMap<>();

    /** Health checks in containers of this engine. */
    public HealthChecks(Daemon daemon) {
        this.daemon = daemon;
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(HealthChecks.class.getClassLoader());
        return thread;
    }

    /** Begins to check a container; every change of its health is told. */
    public void begin(String id, HealthCheck check, Consumer<HealthStatus> listener) {
        if (check.command().isEmpty() || check.command().get(0).equals("NONE")) {
            return;
        }
        Check begun = new Check(id, check, listener);
        this.checks.put(id, begun);
        begun.later();
    }

    /** Checks a container no more. */
    public void end(String id) {
        this.checks.remove(id);
    }

    /** Checks nothing any more. */
    public void clear() {
        this.checks.clear();
    }

    /** The check of one container. */
    private final class Check {

        private final String id;

        private final HealthCheck definition;

        private final Consumer<HealthStatus> listener;

        private final long begun = System.nanoTime();

        private HealthStatus health = HealthStatus.UNKNOWN;

        private int failures;

        private long counted = System.nanoTime();

        Check(String id, HealthCheck definition, Consumer<HealthStatus> listener) {
            this.id = id;
            this.definition = definition;
            this.listener = listener;
        }

        private Duration interval() {
            return Duration.ofSeconds(number(this.definition.interval(), DEFAULT_INTERVAL));
        }

        void later() {
            long wait = (this.health == HealthStatus.UNKNOWN) ? Math.min(1000, interval().toMillis())
                    : interval().toMillis();
            if (!HealthChecks.this.timer.isShutdown()) {
                ScheduledFuture<?> unused = HealthChecks.this.timer
                    .schedule(() -> HealthChecks.this.workers.execute(this::look), wait, TimeUnit.MILLISECONDS);
            }
        }

        private void look() {
            if (HealthChecks.this.checks.get(this.id) != this) {
                return;
            }
            try {
                result(run());
            }
            catch (RuntimeException ex) {
                logger.debug("The health of container {} could not be checked", this.id, ex);
            }
            if (HealthChecks.this.checks.get(this.id) == this) {
                later();
            }
        }

        private boolean run() {
            List<String> words = this.definition.command();
            String[] command = words.get(0).equals("CMD-SHELL")
                    ? new String[] { "/bin/sh", "-c", String.join(" ", words.subList(1, words.size())) }
                    : (words.get(0).equals("CMD") ? words.subList(1, words.size()) : words).toArray(String[]::new);
            String exec = HealthChecks.this.daemon.client()
                .execCreateCmd(this.id)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command)
                .exec()
                .getId();
            try (ResultCallback.Adapter<Frame> output = HealthChecks.this.daemon.client()
                .execStartCmd(exec)
                .exec(new ResultCallback.Adapter<Frame>())) {
                if (!output.awaitCompletion(number(this.definition.timeout(), DEFAULT_TIMEOUT), TimeUnit.SECONDS)) {
                    return false;
                }
            }
            catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
                return false;
            }
            catch (java.io.IOException ex) {
                throw new java.io.UncheckedIOException(ex);
            }
            Long code = HealthChecks.this.daemon.client().inspectExecCmd(exec).exec().getExitCodeLong();
            return code != null && code == 0;
        }

        private void result(boolean passed) {
            if (passed) {
                this.failures = 0;
                become(HealthStatus.HEALTHY);
                return;
            }
            long now = System.nanoTime();
            boolean starting = this.health == HealthStatus.UNKNOWN
                    && now - this.begun < TimeUnit.SECONDS.toNanos(number(this.definition.startPeriod(), 0));
            // Half a second less, as the timer may be early by a little.
            boolean due = now - this.counted >= interval().minusMillis(500).toNanos();
            if (!starting && due) {
                this.counted = now;
                this.failures++;
                if (this.failures >= number(this.definition.retries(), DEFAULT_RETRIES)) {
                    become(HealthStatus.UNHEALTHY);
                }
            }
        }

        private void become(HealthStatus now) {
            if (now != this.health) {
                this.health = now;
                this.listener.accept(now);
            }
        }

        private static int number(@org.jspecify.annotations.Nullable Integer value, int otherwise) {
            return (value != null) ? value : otherwise;
        }

    }

    @Override
    public void close() {
        clear();
        this.timer.shutdownNow();
        this.workers.shutdownNow();
    }

}
