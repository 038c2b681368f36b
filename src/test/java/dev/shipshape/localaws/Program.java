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
import java.util.function.BiFunction;

import dev.shipshape.localaws.clients.AwsCli;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that we did not write, as it is installed here. A test that finds none is
 * skipped and says so; where {@code shipshape.test.clients-required} is true, it fails.
 */
public final class Program {

    private static final int SECONDS = 60;

    private final BiFunction<String, List<String>, Result> runner;

    private Program(BiFunction<String, List<String>, Result> runner) {
        this.runner = runner;
    }

    /** The program, if it is on the path. */
    public static Program find(String name, Path directory, Map<String, String> environment) {
        require(name);
        return new Program((input, arguments) -> start(name, environment, directory, input, arguments));
    }

    /** Goes on only where the program is on the path. */
    public static void require(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean there = List.of(path.split(File.pathSeparator))
            .stream()
            .anyMatch((folder) -> Files.isExecutable(Path.of(folder, name)));
        if (!there && Boolean.getBoolean("shipshape.test.clients-required")) {
            throw new AssertionError(name + " is not installed, and this run requires it");
        }
        Assumptions.assumeTrue(there, name + " is not installed: what it would have tested was not tested");
    }

    /** The AWS CLI, pointed at this server and at no configuration of the machine. */
    public static Program aws(LocalAwsServer server) {
        AwsCli cli = AwsCli.shared();
        // An option, as older ones do not know the variable AWS_ENDPOINT_URL.
        return new Program((input, arguments) -> {
            List<String> whole = new ArrayList<>(List.of("--endpoint-url", server.url()));
            whole.addAll(arguments);
            return cli.run(whole);
        });
    }

    /** Runs it and gives what it wrote; it must succeed. */
    public String run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs it with this on its standard input. */
    public String runWith(String input, String... arguments) {
        Result result = result(input, List.of(arguments));
        assertThat(result.status()).as(result.whole()).isZero();
        return result.output();
    }

    /** Runs it, however it ends. */
    public Result result(String input, List<String> arguments) {
        return this.runner.apply(input, arguments);
    }

    /** Runs it and gives what it said; it must not succeed. */
    public String fails(String input, String... arguments) {
        Result result = result(input, List.of(arguments));
        assertThat(result.status()).as(result.whole()).isNotZero();
        return result.whole();
    }

    private static Result start(String name, Map<String, String> environment, Path directory, String input,
            List<String> arguments) {
        List<String> whole = new ArrayList<>(List.of(name));
        whole.addAll(arguments);
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(whole).directory(directory.toFile())
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended).as("%s ends within %d seconds: %s", whole, SECONDS, Files.readString(errors)).isTrue();
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        }
        catch (IOException | InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    /**
     * What a program said.
     *
     * @param status its exit status
     * @param output its standard output
     * @param errors what it wrote besides
     */
    public record Result(int status, String output, String errors) {

        /** Both, as a terminal shows them. */
        public String whole() {
            return this.output + this.errors;
        }

    }

}
