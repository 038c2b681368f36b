package dev.shipshape.localaws;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

import dev.shipshape.localaws.control.ControlServlet;
import dev.shipshape.localaws.control.MovableClock;
import dev.shipshape.localaws.ec2.Ec2;
import dev.shipshape.localaws.ecr.Ecr;
import dev.shipshape.localaws.ecs.Ecs;
import dev.shipshape.localaws.elb.Elb;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.faults.Faults;
import dev.shipshape.localaws.logs.Logs;
import dev.shipshape.localaws.protocol.calls.AwsApi;
import dev.shipshape.localaws.protocol.calls.CallCounts;
import dev.shipshape.localaws.server.AddressInUse;
import dev.shipshape.localaws.server.Server;
import dev.shipshape.localaws.servicediscovery.CloudMap;
import dev.shipshape.localaws.store.Store;
import jakarta.servlet.http.HttpServlet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The embedded AWS endpoint: one port for the AWS APIs and the image registry, its state
 * in {@code <data directory>/localaws}. Needs nothing of Spring, so that tests can have
 * several.
 */
public final class LocalAws implements AutoCloseable {

    private final LocalAwsProperties properties;

    private final Path directory;

    private final Set<String> hosts;

    private final MovableClock clock;

    private final Faults faults = new Faults();

    private final CallCounts counts;

    /**
     * Known once it listens. Calls ask for it, which may not wait for this object's lock.
     */
    private volatile int port;

    private @Nullable Running running;

    /**
     * An endpoint, not started yet.
     * @param properties its settings
     * @param dataDir the data directory of the console
     * @param hosts host names that it answers to besides loopback's
     * @param clock drives all that it simulates
     */
    public LocalAws(LocalAwsProperties properties, Path dataDir, Set<String> hosts, Clock clock) {
        this.properties = properties;
        this.directory = dataDir.resolve("localaws").toAbsolutePath().normalize();
        this.hosts = hosts;
        this.clock = new MovableClock(clock);
        this.counts = new CallCounts(clock.instant());
    }

    /**
     * Opens the state and listens.
     * @throws AddressInUse when another process has the port
     * @throws dev.shipshape.localaws.store.StoreInUse when another process has the state
     */
    public synchronized void start() {
        if (this.running != null) {
            return;
        }
        Store store = Store.open(this.directory.resolve("state.mv"));
        try {
            this.clock.keepIn(store);
            start(store, new Ecr(store, this.directory.resolve("registry"), this.clock, this.properties.pace(),
                    () -> this.port));
        }
        finally {
            if (this.running == null) {
                store.close();
            }
        }
    }

    private void start(Store store, Ecr ecr) {
        Logs logs = new Logs(store, this.clock);
        Ec2 ec2 = new Ec2(store, this.properties.pace());
        Surroundings surroundings = new Surroundings(ec2.network(), logs, ecr.images(), this.faults);
        TaskEngine engine = TaskEngine.open(this.properties, store, this.clock, surroundings, ecr.files(),
                this.directory);
        Elb elb = new Elb(store, ec2.network(), this.properties.pace());
        CloudMap cloudMap = new CloudMap(store, ec2.network(), this.properties.pace());
        Ecs ecs = new Ecs(store, this.properties.pace(), surroundings, engine.lives(), ec2.machines());
        try {
            Services services = Services.of(store, ecs, ecr, ec2, logs, elb, cloudMap);
            store.inTransaction(services::seed);
            Server server = listen(store, services, engine);
            this.port = server.port();
            this.running = new Running(store, services, server, Ticker.start(() -> advance(store, services)));
        }
        finally {
            if (this.running == null) {
                ecs.close();
                ecr.close();
            }
        }
    }

    private Server listen(Store store, Services services, TaskEngine engine) {
        HttpServlet api = new AwsApi(services.all(), this.clock, this.counts, this.faults,
                (call) -> inTransaction(store, services, call));
        HttpServlet control = new ControlServlet(this.counts, this::reset, this.faults, services.operations(),
                this.clock, engine::describe);
        return Server.start(this.directory.resolve("server"), this.properties.address(), this.properties.port(),
                this.hosts, Map.of("/", api, "/v2/*", services.ecr().dataPlane(), "/_layers/*", services.ecr().layers(),
                        "/_localaws/*", control));
    }

    /**
     * What moves by itself is brought up to date first, in a transaction of its own: a
     * refused call must not take it back.
     */
    private Supplier<SdkPojo> inTransaction(Store store, Services services, Supplier<SdkPojo> call) {
        return () -> {
            advance(store, services);
            return store.inTransaction(call);
        };
    }

    private void advance(Store store, Services services) {
        store.inTransaction(() -> services.advance(this.clock));
    }

    /** Forgets every resource, fault and count, and sets the clock back. */
    public void reset() {
        Running now = running();
        now.store.inTransaction(() -> {
            now.store.clear();
            this.clock.setBack();
            now.services.seed();
        });
        this.faults.clear();
        this.counts.reset(this.clock.instant());
    }

    /** What it can do, such as {@code ecs:CreateCluster}, sorted. */
    public SortedSet<String> operations() {
        return running().services.operations();
    }

    /** How often each of them was called since the start or the last reset. */
    public Map<String, Long> calls() {
        return this.counts.byOperation();
    }

    /** Whether it listens. */
    public synchronized boolean isRunning() {
        return this.running != null;
    }

    /** Where it listens, such as {@code http://127.0.0.1:4566}. */
    public String url() {
        String host = this.properties.address();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            host = "127.0.0.1";
        }
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + running().server.port();
    }

    private synchronized Running running() {
        if (this.running == null) {
            throw new IllegalStateException("the endpoint is not running");
        }
        return this.running;
    }

    @Override
    public synchronized void close() {
        Running last = this.running;
        if (last != null) {
            this.running = null;
            last.ticker.close();
            last.server.close();
            last.services.close();
            last.store.close();
        }
    }

    private record Running(Store store, Services services, Server server, Ticker ticker) {
    }

}
