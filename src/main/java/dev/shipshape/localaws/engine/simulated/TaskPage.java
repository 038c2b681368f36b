package dev.shipshape.localaws.engine.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.shipshape.localaws.engine.Names;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What a person sees who opens a simulated application. */
final class TaskPage {

    private static final String TEMPLATE = template();

    private TaskPage() {
    }

    static String html(Task task, TaskDefinition definition, ContainerDefinition container, int port) {
        String others = definition.containerDefinitions()
            .stream()
            .filter((other) -> !other.name().equals(container.name()))
            .map((other) -> "<li><strong>" + escape(other.name()) + "</strong> " + escape(other.image()) + "</li>")
            .collect(Collectors.joining());
        return TEMPLATE.replace("{image}", escape(container.image()))
            .replace("{container}", escape(container.name()))
            .replace("{port}", String.valueOf(port))
            .replace("{task}", escape(Names.id(task.taskArn())))
            .replace("{definition}", escape(definition.family() + ":" + definition.revision()))
            .replace("{cluster}", escape(Names.id(task.clusterArn())))
            .replace("{others}", others.isEmpty() ? "<li>none</li>" : others);
    }

    private static String template() {
        try (InputStream page = TaskPage.class.getResourceAsStream("/localaws/task.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

}
