package dev.shipshape.localaws.engine.containers.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * How this endpoint knows what is its own at the container engine.
 *
 * @param endpoint this endpoint's id, twelve hexadecimal digits
 */
public record Labels(String endpoint) {

    /** The label with the endpoint's id; on everything that is made. */
    public static final String ENDPOINT = "dev.shipshape.endpoint";

    /** The label with the ARN of the task; not on volumes that tasks share. */
    public static final String TASK = "dev.shipshape.task";

    /** The label with a container's name in its task definition. */
    public static final String CONTAINER = "dev.shipshape.container";

    /** Where images of our own registry are called something at the engine. */
    private static final String IMAGES = "shipshape.local/";

    /** The labels of the endpoint whose state lies here; its id stays the same. */
    public static Labels in(Path directory) {
        Path file = directory.resolve("endpoint.id");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(directory);
                Files.writeString(file, UUID.randomUUID().toString().replace("-", "").substring(0, 12));
            }
            return new Labels(Files.readString(file).strip());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** What everything of a task carries; with a container's name if it is one's. */
    public Map<String, String> of(String taskArn, @Nullable String container) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(ENDPOINT, this.endpoint);
        labels.put(TASK, taskArn);
        if (container != null) {
            labels.put(CONTAINER, container);
        }
        return labels;
    }

    /** What a thing carries that belongs to no single task. */
    public Map<String, String> shared() {
        return Map.of(ENDPOINT, this.endpoint);
    }

    /** A filter for what is this endpoint's. */
    public String filter() {
        return ENDPOINT + "=" + this.endpoint;
    }

    /** What the names of all images begin with that this endpoint brought. */
    public String images() {
        return IMAGES + this.endpoint + "/";
    }

    /** The name of a thing of a task, such as a container. */
    public String name(String taskArn, String part) {
        String id = taskArn.substring(taskArn.lastIndexOf('/') + 1);
        return "shipshape-" + this.endpoint + "-" + id.substring(0, Math.min(12, id.length())) + "-" + part;
    }

}
