package dev.shipshape.localaws;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.shipshape.localaws.engine.Pace;
import org.jspecify.annotations.Nullable;

/** A localaws in a process of its own, which a test can kill. */
public final class KilledProcess implements AutoCloseable {

    private static final String LISTENS = "listens at ";

    private final Process process;

    private final String url;

    private KilledProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it over this data directory, with simulated tasks, and waits until it
     * listens.
     */
    public static KilledProcess start(Path dataDir) throws IOException {
        return run(dataDir.toString());
    }

    /** The same with real containers, at the engine that listens at this socket. */
    public static KilledProcess withContainers(Path dataDir, String socket) throws IOException {
        return run(dataDir.toString(), socket);
    }

    private static KilledProcess run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx192m",
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                        KilledProcess.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(LISTENS)) {
                return new KilledProcess(process, line.substring(LISTENS.length()));
            }
        }
        throw new AssertionError("the process ended before it listened");
    }

    /** Where it listens. */
    public String url() {
        return this.url;
    }

    /** SIGKILL: it has no time to write anything. */
    public void kill() throws InterruptedException {
        this.process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        this.process.destroyForcibly();
    }

    private static LocalAws endpoint(Path dataDir, Pace pace, LocalAwsProperties.Engine engine,
            @Nullable String socket) {
        LocalAwsProperties properties = new LocalAwsProperties(true, 0, "127.0.0.1", pace, engine, socket);
        return new LocalAws(properties, dataDir, Set.of(), Clock.systemUTC());
    }

    /**
     * Ends by itself when the test that started it is gone: its standard input closes.
     */
    public static void main(String[] arguments) throws IOException {
        Path dataDir = Path.of(arguments[0]);
        try (LocalAws endpoint = (arguments.length == 1)
                ? endpoint(dataDir, Pace.INSTANT, LocalAwsProperties.Engine.SIMULATED, null)
                : endpoint(dataDir, Pace.FAST, LocalAwsProperties.Engine.CONTAINERS, arguments[1])) {
            endpoint.start();
            System.out.println(LISTENS + endpoint.url());
            int end = System.in.read();
            System.out.println("ends after " + end);
        }
    }

}
