package dev.shipshape.localaws.durability;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.LocalAwsProperties;
import dev.shipshape.localaws.engine.Pace;

/** A localaws in a process of its own, which a test can kill. */
final class KilledProcess implements AutoCloseable {

    private static final String LISTENS = "listens at ";

    private final Process process;

    private final String url;

    private KilledProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it over this data directory and waits until it listens. */
    static KilledProcess start(Path dataDir) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                System.getProperty("java.class.path"), KilledProcess.class.getName(), dataDir.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENS)) {
                return new KilledProcess(process, line.substring(LISTENS.length()));
            }
        }
        throw new AssertionError("the process ended before it listened");
    }

    /** Where it listens. */
    String url() {
        return this.url;
    }

    /** SIGKILL: it has no time to write anything. */
    void kill() throws InterruptedException {
        this.process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }

    /** An endpoint over the same data, in this process. */
    static LocalAws endpoint(Path dataDir) {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.1", Pace.INSTANT,
                LocalAwsProperties.Engine.SIMULATED, null);
        return new LocalAws(properties, dataDir, Set.of(), Clock.systemUTC());
    }

    /**
     * Ends by itself when the test that started it is gone: its standard input closes.
     */
    public static void main(String[] arguments) throws IOException {
        try (LocalAws endpoint = endpoint(Path.of(arguments[0]))) {
            endpoint.start();
            System.out.println(LISTENS + endpoint.url());
            int end = System.in.read();
            System.out.println("ends after " + end);
        }
    }

}
