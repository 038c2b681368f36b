package dev.shipshape.localaws.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.LocalAwsProperties;
import dev.shipshape.localaws.engine.Pace;

/**
 * A sandbox in a process of its own with a heap of 256 MB, which tells how much it uses.
 */
final class SandboxProcess implements AutoCloseable {

    private final Process process;

    private final BufferedReader output;

    private final BufferedWriter input;

    private final Duration start;

    private final String url;

    private SandboxProcess(Process process, long began) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        String line = this.output.readLine();
        if (line == null) {
            throw new IOException("the process ended before it listened");
        }
        this.url = line;
        this.start = Duration.ofNanos(System.nanoTime() - began);
    }

    /** Starts it over this data directory and waits until it listens. */
    static SandboxProcess start(Path dataDir) throws IOException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-cp", System.getProperty("java.class.path"), SandboxProcess.class.getName(),
                dataDir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        return new SandboxProcess(process, began);
    }

    String url() {
        return this.url;
    }

    /** From the start of Java to the first answer that is possible. */
    Duration startUp() {
        return this.start;
    }

    /** The heap in use after a collection, in MB. */
    String heap() throws IOException {
        this.input.write("heap\n");
        this.input.flush();
        return this.output.readLine();
    }

    @Override
    public void close() throws IOException {
        this.input.close();
        try {
            this.process.waitFor();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] arguments) throws IOException {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.1", Pace.INSTANT,
                LocalAwsProperties.Engine.SIMULATED, null);
        try (LocalAws endpoint = new LocalAws(properties, Path.of(arguments[0]), Set.of(), Clock.systemUTC());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            endpoint.start();
            System.out.println(endpoint.url());
            while (in.readLine() != null) {
                System.gc();
                System.out.println(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024 * 1024) + " MB");
            }
        }
    }

}
