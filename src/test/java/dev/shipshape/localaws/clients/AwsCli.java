package dev.shipshape.localaws.clients;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.localaws.Program;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The AWS CLI as it is installed here, many commands in one process: a process of its own
 * for each would take a second. Where {@code aws} is not the script that starts the CLI's
 * own Python code (the installer of the second version packs all into one program), each
 * command gets its process after all.
 */
public final class AwsCli {

    private static @Nullable AwsCli shared;

    private final Runner runner;

    private AwsCli(Runner runner) {
        this.runner = runner;
    }

    /**
     * The one of this run, pointed at no configuration of the machine; it ends with the
     * run. Skips the test, or fails it where clients are required, if there is none.
     */
    public static synchronized AwsCli shared() {
        if (shared == null) {
            try {
                shared = start(Files.createTempDirectory("aws-cli"));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        }
        return shared;
    }

    private static AwsCli start(Path directory) {
        directory.toFile().deleteOnExit();
        Map<String, String> environment = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_DEFAULT_REGION", "us-east-1", "AWS_PAGER", "", "AWS_DISABLE_HOST_PREFIX_INJECTION", "true",
                "AWS_CONFIG_FILE", directory.resolve("no-config").toString(), "AWS_SHARED_CREDENTIALS_FILE",
                directory.resolve("no-credentials").toString());
        Program program = Program.find("aws", directory, environment);
        return interpreter().map((python) -> {
            Conversation conversation = Conversation.start(directory,
                    List.of(python, script(directory, "aws-cli.py").toString()), environment);
            return new AwsCli((arguments) -> {
                JsonNode answer = conversation.ask(arguments);
                return new Program.Result(answer.get("status").asInt(), answer.get("stdout").asString(),
                        answer.get("stderr").asString());
            });
        }).orElseGet(() -> new AwsCli((arguments) -> program.result("", arguments)));
    }

    /** The Python of the first {@code aws} on the path that is the CLI's own script. */
    private static Optional<String> interpreter() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map((folder) -> Path.of(folder, "aws"))
            .filter(Files::isExecutable)
            .flatMap((script) -> interpreter(script).stream())
            .findFirst();
    }

    private static Optional<String> interpreter(Path script) {
        try {
            List<String> lines = new String(Files.readAllBytes(script), StandardCharsets.ISO_8859_1).lines().toList();
            if (!lines.isEmpty() && lines.get(0).startsWith("#!") && lines.get(0).contains("python")
                    && lines.contains("import awscli.clidriver")) {
                return Optional.of(lines.get(0).substring(2).strip());
            }
            return Optional.empty();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** One of our scripts, as a file. */
    static Path script(Path directory, String name) {
        Path file = directory.resolve(name);
        try (InputStream in = AwsCli.class.getResourceAsStream("/clients/" + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not among the test resources");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Runs one command, such as {@code --endpoint-url … ecs list-clusters}. */
    public Program.Result run(List<String> arguments) {
        return this.runner.run(arguments);
    }

    /** How a command is run. */
    @FunctionalInterface
    private interface Runner {

        Program.Result run(List<String> arguments);

    }

}
