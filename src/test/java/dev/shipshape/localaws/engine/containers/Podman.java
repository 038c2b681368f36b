package dev.shipshape.localaws.engine.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.shipshape.localaws.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Podman's Docker-compatible service for a test class: on a socket of its own, with
 * images, containers and networks in a temporary directory, ended with the class. Where
 * Podman is not installed the class is skipped, or fails if the run requires clients.
 */
final class Podman implements BeforeAllCallback, AfterAllCallback {

    private final Path directory;

    private @Nullable Process process;

    Podman() {
        try {
            this.directory = Files.createTempDirectory("podman");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Where it listens, or will. */
    String socket() {
        return "unix://" + socketFile();
    }

    private Path socketFile() {
        return this.directory.resolve("podman.sock");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        Program.require("podman");
        start();
    }

    /** Has a registry at this address asked without TLS, from the next start on. */
    void plainRegistry(String address) throws IOException {
        Files.writeString(this.directory.resolve("registries.conf"),
                "[[registry]]\nlocation = \"%s\"\ninsecure = true\n".formatted(address));
    }

    void start() throws IOException, InterruptedException {
        Path settings = this.directory.resolve("containers.conf");
        Files.writeString(settings, """
                [containers]
                default_ulimits = []
                [engine]
                cgroup_manager = "cgroupfs"
                runtime = "runc"
                events_logger = "file"
                lock_type = "file"
                tmp_dir = "%s"
                [network]
                network_config_dir = "%s"
                """.formatted(this.directory.resolve("tmp"), this.directory.resolve("networks")));
        if (Files.notExists(this.directory.resolve("registries.conf"))) {
            Files.createFile(this.directory.resolve("registries.conf"));
        }
        this.process = command("system", "service", "--time=0", socket()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (!this.process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(
                        "podman's service does not answer: " + Files.readString(this.directory.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("podman", "--root", this.directory.resolve("root").toString(),
                "--runroot", this.directory.resolve("run").toString(), "--storage-driver", "vfs"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
            // conmon writes a file called oom where it runs.
            .directory(this.directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(this.directory.resolve("log").toFile()));
        builder.environment().put("CONTAINERS_CONF", this.directory.resolve("containers.conf").toString());
        builder.environment().put("CONTAINERS_REGISTRIES_CONF", this.directory.resolve("registries.conf").toString());
        return builder;
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socketFile()));
        }
        catch (IOException ex) {
            return false;
        }
    }

    /** Ends the service, and not what it started. */
    void stop() throws InterruptedException {
        if (this.process != null) {
            this.process.destroy();
            if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
                this.process.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException, IOException {
        stop();
        command("rm", "--all", "--force", "--time", "0").start().waitFor();
        try (Stream<Path> files = Files.walk(this.directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean unused = file.toFile().delete(); // what is still mounted stays
            }
        }
    }

}
