package dev.shipshape.localaws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

import dev.shipshape.localaws.engine.Pace;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A localaws for tests, on a free port, in a temporary directory, without Spring. As a
 * static {@code RegisterExtension} field, such as
 * {@code static final LocalAwsServer aws = LocalAwsServer.at(Pace.INSTANT);}, it starts
 * once for a class and is empty before each test. {@code aws.ecs()} is a client for ECS,
 * {@code aws.client(EcrClient.builder())} one for anything else. Its {@link #url()} is
 * what a connection to a foreign endpoint needs. Hand in a {@link TestClock} to decide
 * when time passes. {@link #restart()} closes it and opens it again on the same state,
 * maybe on another port. Clients are closed with it.
 */
public final class LocalAwsServer implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AutoCloseable {

    private final LocalAwsProperties properties;

    private final Clock clock;

    private final Path directory;

    private final List<SdkAutoCloseable> clients = new ArrayList<>();

    private LocalAws localAws;

    private LocalAwsServer(LocalAwsProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
        try {
            this.directory = Files.createTempDirectory("localaws");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.localAws = build();
    }

    /** A server whose clock is the machine's. */
    public static LocalAwsServer at(Pace pace) {
        return at(pace, Clock.systemUTC());
    }

    public static LocalAwsServer at(Pace pace, Clock clock) {
        return new LocalAwsServer(
                new LocalAwsProperties(true, 0, "127.0.0.1", pace, LocalAwsProperties.Engine.SIMULATED, null), clock);
    }

    /** A server whose tasks are containers at the engine that listens there. */
    public static LocalAwsServer withContainers(String socket) {
        return new LocalAwsServer(
                new LocalAwsProperties(true, 0, "127.0.0.1", Pace.FAST, LocalAwsProperties.Engine.CONTAINERS, socket),
                Clock.systemUTC());
    }

    private LocalAws build() {
        return new LocalAws(this.properties, this.directory, Set.of("sandbox.example"), this.clock);
    }

    /** Starts it, for those who use it without JUnit's life cycle. */
    public LocalAwsServer start() {
        this.localAws.start();
        return this;
    }

    /** Closes it and opens it again on the same state. */
    public void restart() {
        whileClosed(() -> {
        });
    }

    /** Closes it, lets something happen to its files, and opens it again. */
    public void whileClosed(Runnable work) {
        closeClients();
        this.localAws.close();
        work.run();
        this.localAws = build();
        this.localAws.start();
    }

    /** Where it answers, such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return this.localAws.url();
    }

    /** Where its state lies; the data directory of a console. */
    public Path directory() {
        return this.directory;
    }

    /** Forgets all resources and counts. */
    public void reset() {
        this.localAws.reset();
    }

    /** What it can do, such as {@code ecs:CreateCluster}, sorted. */
    public SortedSet<String> operations() {
        return this.localAws.operations();
    }

    /** What was called since the last reset, by the same names. */
    public Set<String> called() {
        return this.localAws.calls().keySet();
    }

    /** A subnet that tasks can be put into. */
    public String subnet() {
        return client(Ec2Client.builder()).describeSubnets().subnets().get(0).subnetId();
    }

    /** A new client for ECS. */
    public EcsClient ecs() {
        return client(EcsClient.builder());
    }

    /** Any client of the SDK, pointed here; closed with the server. */
    public <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C>> C client(B builder) {
        return client(builder, Region.US_EAST_1);
    }

    /** A client for another region; closed with the server. */
    public <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C>> C client(B builder, Region region) {
        C client = builder.endpointOverride(URI.create(url()))
            .region(region)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
        this.clients.add(client);
        return client;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
        reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void closeClients() {
        this.clients.forEach(SdkAutoCloseable::close);
        this.clients.clear();
    }

    @Override
    public void close() {
        closeClients();
        this.localAws.close();
        if (Files.notExists(this.directory)) {
            return; // closed before
        }
        try (Stream<Path> files = Files.walk(this.directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
