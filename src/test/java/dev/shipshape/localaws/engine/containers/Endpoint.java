package dev.shipshape.localaws.engine.containers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

import dev.shipshape.localaws.LocalAws;
import dev.shipshape.localaws.LocalAwsProperties;
import dev.shipshape.localaws.engine.Pace;

/** An endpoint with real containers in a process of its own, which a test can kill. */
final class Endpoint implements AutoCloseable {

    private static final String LISTENS = "listens at ";

    private final Process process;

    private final String url;

    private Endpoint(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static Endpoint start(Path dataDir, String socket) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                Endpoint.class.getName(), dataDir.toString(), socket)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENS)) {
                return new Endpoint(process, line.substring(LISTENS.length()));
            }
        }
        throw new AssertionError("the process ended before it listened");
    }

    String url() {
        return this.url;
    }

    /** SIGKILL: it has no time to write or to remove anything. */
    void kill() throws InterruptedException {
        this.process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }

    /** Ends by itself when the test is gone: its standard input closes. */
    public static void main(String[] arguments) throws IOException {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.1", Pace.FAST,
                LocalAwsProperties.Engine.CONTAINERS, arguments[1]);
        try (LocalAws endpoint = new LocalAws(properties, Path.of(arguments[0]), Set.of(), Clock.systemUTC())) {
            endpoint.start();
            System.out.println(LISTENS + endpoint.url());
            int end = System.in.read();
            System.out.println("ends after " + end);
        }
    }

}
