package dev.shipshape.tasks;

import java.util.List;

import dev.shipshape.tasks.explain.Ended;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;

/**
 * A container of a task.
 *
 * @param name its name in the task definition
 * @param image the image as the task definition names it
 * @param digest the image's digest; null before it was pulled
 * @param status AWS's word, such as {@code RUNNING}
 * @param exitCode the process's exit code; null while it runs, and where it never ran
 * @param reason AWS's words on why it ended; null for none
 * @param health AWS's word, such as {@code HEALTHY}; {@code UNKNOWN} without a check
 * @param bindings its ports
 */
public record TaskContainer(String name, String image, @Nullable String digest, String status,
        @Nullable Integer exitCode, @Nullable String reason, String health, List<Binding> bindings) {

    static TaskContainer of(Container container) {
        List<Binding> bindings = container.networkBindings()
            .stream()
            .map((binding) -> new Binding(orZero(binding.hostPort()), orZero(binding.containerPort()),
                    String.valueOf(binding.protocolAsString())))
            .toList();
        return new TaskContainer(container.name(), orEmpty(container.image()), container.imageDigest(),
                orEmpty(container.lastStatus()), container.exitCode(), container.reason(),
                orEmpty(container.healthStatusAsString()), bindings);
    }

    private static String orEmpty(@Nullable String value) {
        return (value != null) ? value : "";
    }

    private static int orZero(@Nullable Integer port) {
        return (port != null) ? port : 0;
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.status) {
            case "RUNNING" -> Status.running("Running");
            case "PENDING", "CREATED", "PROVISIONING" -> Status.moving("Pending");
            case "STOPPED" -> (this.exitCode == null || this.exitCode == 0 || this.exitCode == 143)
                    ? Status.stopped("Stopped") : Status.failed("Failed");
            default -> Status.unknown();
        };
    }

    Ended ended() {
        return new Ended(this.name, this.image, this.exitCode, (this.reason != null) ? this.reason : "");
    }

    /** Whether it ended without an error. */
    public boolean endedWell() {
        return this.exitCode != null && this.exitCode == 0;
    }

    /**
     * Where a port of the container is reached on its host.
     *
     * @param hostPort the host's port
     * @param containerPort the container's port
     * @param protocol {@code tcp} or {@code udp}
     */
    public record Binding(int hostPort, int containerPort, String protocol) {

        /** As a person writes it: {@code 8080 → 80/tcp}. */
        public String label() {
            String host = (this.hostPort == 0 || this.hostPort == this.containerPort) ? "" : this.hostPort + " → ";
            return host + this.containerPort + "/" + this.protocol;
        }

    }

}
