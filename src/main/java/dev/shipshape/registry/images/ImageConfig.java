package dev.shipshape.registry.images;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an image's configuration says (OCI image spec 1.1, "Image Configuration"). Of
 * environment variables only the names are kept, because the values may be secrets.
 *
 * @param platform such as {@code linux/arm64/v8}
 * @param created when it was built; null where it does not say
 * @param author who built it; empty where it does not say
 * @param user as whom it runs; empty for root
 * @param workingDirectory where it starts; empty for the root
 * @param entrypoint the entrypoint, word by word
 * @param command the command, word by word
 * @param environment the names of its environment variables
 * @param ports the ports that it says it listens on, such as {@code 80/tcp}
 * @param volumes its volumes
 * @param labels its labels
 * @param stopSignal the signal that ends it; empty for SIGTERM
 * @param history how it was built, step by step
 */
public record ImageConfig(String platform, @Nullable Instant created, String author, String user,
        String workingDirectory, List<String> entrypoint, List<String> command, List<String> environment,
        List<String> ports, List<String> volumes, Map<String, String> labels, String stopSignal, List<Step> history) {

    static ImageConfig of(JsonNode json) {
        JsonNode config = json.path("config");
        String variant = json.path("variant").asString("");
        return new ImageConfig(
                json.path("os").asString("unknown") + "/" + json.path("architecture").asString("unknown")
                        + (variant.isEmpty() ? "" : "/" + variant),
                instant(json.path("created").asString("")), json.path("author").asString(""),
                config.path("User").asString(""), config.path("WorkingDir").asString(""),
                words(config.path("Entrypoint")), words(config.path("Cmd")),
                words(config.path("Env")).stream().map((line) -> line.split("=", 2)[0]).sorted().toList(),
                names(config.path("ExposedPorts")), names(config.path("Volumes")), labels(config.path("Labels")),
                config.path("StopSignal").asString(""), history(json.path("history")));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        }
        catch (DateTimeParseException ex) {
            return null; // written by whoever built the image
        }
    }

    private static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach((word) -> words.add(word.asString("")));
        return List.copyOf(words);
    }

    private static List<String> names(JsonNode object) {
        return object.propertyNames().stream().sorted().toList();
    }

    private static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new TreeMap<>();
        object.properties().forEach((label) -> labels.put(label.getKey(), label.getValue().asString("")));
        return labels;
    }

    private static List<Step> history(JsonNode list) {
        List<Step> steps = new ArrayList<>();
        list.forEach((step) -> steps.add(new Step(instant(step.path("created").asString("")),
                Instruction.read(step.path("created_by").asString(step.path("comment").asString(""))),
                step.path("empty_layer").asBoolean(false))));
        return List.copyOf(steps);
    }

    /**
     * A step of the build.
     *
     * @param created when it was done; null where it does not say
     * @param instruction what was done, without values that may be secrets
     * @param empty whether it made no layer
     */
    public record Step(@Nullable Instant created, String instruction, boolean empty) {
    }

}
