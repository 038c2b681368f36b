package dev.shipshape.localaws.clients;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that answers each line of JSON with a line of JSON. What it says besides goes
 * to a file that stands in the failure when it ends early.
 */
final class Conversation implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;

    private final Path errors;

    private final BufferedWriter questions;

    private final BufferedReader answers;

    private Conversation(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the process with this directory as its own. */
    static Conversation start(Path directory, List<String> command, Map<String, String> environment) {
        try {
            Path errors = Files.createTempFile(directory, "conversation", ".err");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            return new Conversation(builder.start(), errors);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Asks and waits for the answer. */
    JsonNode ask(Object question) {
        try {
            this.questions.write(JSON.writeValueAsString(question));
            this.questions.newLine();
            this.questions.flush();
            String answer = this.answers.readLine();
            if (answer == null) {
                throw new AssertionError("the client ended: " + Files.readString(this.errors));
            }
            return JSON.readTree(answer);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        try {
            this.questions.close();
            if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
                this.process.destroyForcibly();
            }
            this.answers.close();
        }
        catch (IOException ex) {
            this.process.destroyForcibly();
        }
        catch (InterruptedException ex) {
            this.process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

}
