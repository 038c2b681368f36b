package dev.shipshape.localaws.clients;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.Program;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/**
 * AWS's SDK for JavaScript, for the operations that the installed AWS CLI is too old for.
 * Its packages lie in the directory {@code shipshape.test.javascript-sdk}, where
 * {@code .ci/run} puts them.
 */
final class JavaScriptSdk implements AutoCloseable {

    private final Conversation conversation;

    private JavaScriptSdk(Conversation conversation) {
        this.conversation = conversation;
    }

    /**
     * The SDK, pointed at this address. Skips the test, or fails it where clients are
     * required, if it is not there.
     */
    static JavaScriptSdk start(Path directory, String url) {
        Program.find("node", directory, Map.of());
        Path packages = Path.of(System.getProperty("shipshape.test.javascript-sdk", "target/javascript-sdk"))
            .toAbsolutePath();
        boolean there = Files.isDirectory(packages.resolve("node_modules/@aws-sdk"));
        if (!there && Boolean.getBoolean("shipshape.test.clients-required")) {
            throw new AssertionError("The SDK for JavaScript is not in " + packages + ", and this run requires it");
        }
        Assumptions.assumeTrue(there, "The SDK for JavaScript is not in " + packages
                + " (.ci/run installs it): what it would have tested was not tested");
        return new JavaScriptSdk(Conversation.start(directory,
                List.of("node", AwsCli.script(directory, "aws-sdk.mjs").toString(), packages.toString(), url),
                Map.of()));
    }

    /**
     * Calls an operation: {@code output} or {@code error} and {@code message} come back.
     */
    JsonNode call(String service, String operation, JsonNode input) {
        return this.conversation.ask(Map.of("service", service, "operation", operation, "input", input));
    }

    @Override
    public void close() {
        this.conversation.close();
    }

}
