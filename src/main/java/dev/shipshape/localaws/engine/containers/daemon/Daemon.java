package dev.shipshape.localaws.engine.containers.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import org.jspecify.annotations.Nullable;

/** A Docker-compatible engine of this machine that answers. */
public final class Daemon implements AutoCloseable {

    /** A socket behind which nobody answers must not hold up the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Each log that is followed holds a connection. */
    private static final int CONNECTIONS = 2000;

    private final URI address;

    private final DockerClient client;

    private final DaemonInfo info;

    private Daemon(URI address, DockerClient client, DaemonInfo info) {
        this.address = address;
        this.client = client;
        this.info = info;
    }

    /**
     * The outcome of looking for an engine.
     *
     * @param daemon the engine, or null if none was found
     * @param reason why not, as the end of a sentence; null if one was found
     */
    public record Search(@Nullable Daemon daemon, @Nullable String reason) {
    }

    /** Takes the first engine that answers and that this endpoint can work with. */
    public static Search find(Sockets sockets) {
        if (sockets.refusal() != null) {
            return new Search(null, sockets.refusal());
        }
        if (sockets.addresses().isEmpty()) {
            return new Search(null, "there is no socket of Docker or Podman on this machine");
        }
        List<String> reasons = new ArrayList<>();
        for (URI address : sockets.addresses()) {
            try {
                return new Search(open(address), null);
            }
            catch (IllegalStateException ex) {
                reasons.add(address + " " + ex.getMessage());
            }
        }
        return new Search(null, String.join("; ", reasons));
    }

    private static Daemon open(URI address) {
        DockerClient client = client(address);
        boolean taken = false;
        try {
            DaemonInfo info = info(client);
            if (!DaemonInfo.ARCHITECTURES.contains(info.architecture())) {
                throw new IllegalStateException(
                        "has processors that this engine is not made for (" + info.architecture() + ")");
            }
            taken = true;
            return new Daemon(address, client, info);
        }
        finally {
            if (!taken) {
                close(client);
            }
        }
    }

    private static DockerClient client(URI address) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(address.toString())
            .withDockerTlsVerify(false)
            .build();
        return DockerClientImpl.getInstance(config,
                new ZerodepDockerHttpClient.Builder().dockerHost(address)
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(PATIENCE)
                    .build());
    }

    /** Asked by a thread of its own: reading from a socket file cannot time out. */
    private static DaemonInfo info(DockerClient client) {
        ExecutorService asking = Executors.newSingleThreadExecutor((work) -> {
            Thread thread = new Thread(work, "localaws-daemon-probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return CompletableFuture.supplyAsync(() -> DaemonInfo.ask(client), asking)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        catch (TimeoutException ex) {
            throw new IllegalStateException("does not answer", ex);
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException("cannot be used: " + Trouble.words(ex), ex);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was not waited for", ex);
        }
        finally {
            asking.shutdownNow();
        }
    }

    /** Where it listens. */
    public URI address() {
        return this.address;
    }

    /** What it said of itself when it was found. */
    public DaemonInfo info() {
        return this.info;
    }

    /** What it says of itself now. */
    public DaemonInfo infoNow() {
        return info(this.client);
    }

    /** For calls. */
    public DockerClient client() {
        return this.client;
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        close(this.client);
    }

}
