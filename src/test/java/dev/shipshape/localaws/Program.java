package dev.shipshape.localaws;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that we did not write, as it is installed here. A test that finds none is
 * skipped and says so; where {@code shipshape.test.clients-required} is true, it fails.
 */
public final class Program {

    private static final int SECONDS = 60;

    private final List<String> command;

    private final Map<String, String> environment;

    private final Path directory;

    private Program(List<String> command, Map<String, String> environment, Path directory) {
        this.command = command;
        this.environment = environment;
        this.directory = directory;
    }

    /** The program, if it is on the path. */
    public static Program find(String name, Path directory, Map<String, String> environment) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean there = List.of(path.split(File.pathSeparator))
            .stream()
            .anyMatch((folder) -> Files.isExecutable(Path.of(folder, name)));
        if (!there && Boolean.getBoolean("shipshape.test.clients-required")) {
            throw new AssertionError(name + " is not installed, and this run requires it");
        }
        Assumptions.assumeTrue(there, name + " is not installed: what it would have tested was not tested");
        return new Program(List.of(name), environment, directory);
    }

    /** The AWS CLI, pointed at this server and at no configuration of the machine. */
    public static Program aws(Path directory, LocalAwsServer server) {
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_DEFAULT_REGION", "us-east-1", "AWS_PAGER", "", "AWS_CONFIG_FILE",
                directory.resolve("no-config").toString(), "AWS_SHARED_CREDENTIALS_FILE",
                directory.resolve("no-credentials").toString());
        find("aws", directory, environment);
        // An option, as older ones do not know the variable AWS_ENDPOINT_URL.
        return new Program(List.of("aws", "--endpoint-url", server.url()), environment, directory);
    }

    /** Runs it and gives what it wrote; it must succeed. */
    public String run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs it with this on its standard input. */
    public String runWith(String input, String... arguments) {
        Result result = start(input, arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    /** Runs it and gives what it said; it must not succeed. */
    public String fails(String input, String... arguments) {
        Result result = start(input, arguments);
        assertThat(result.status()).as(result.output()).isNotZero();
        return result.output();
    }

    private Result start(String input, String... arguments) {
        List<String> whole = new ArrayList<>(this.command);
        whole.addAll(List.of(arguments));
        Path output = this.directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(whole).directory(this.directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
        builder.environment().putAll(this.environment);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("%s ends within %d seconds: %s", whole, SECONDS, Files.readString(output)).isTrue();
            return new Result(process.exitValue(), Files.readString(output));
        }
        catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    private record Result(int status, String output) {
    }

}
