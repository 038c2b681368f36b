package dev.shipshape.localaws.engine.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * The order in which containers are stopped: those first that depend on others (ECS: "for
 * container shutdown it is reversed"), side by side what does not depend on one another.
 */
final class Stopping {

    private final ExecutorService workers;

    private final List<ContainerDefinition> running;

    Stopping(ExecutorService workers, List<ContainerDefinition> running) {
        this.workers = workers;
        this.running = new ArrayList<>(running);
    }

    void each(Consumer<ContainerDefinition> stop) {
        while (!this.running.isEmpty()) {
            List<ContainerDefinition> next = this.running.stream().filter((container) -> !isNeeded(container)).toList();
            List<ContainerDefinition> now = next.isEmpty() ? List.copyOf(this.running) : next;
            try {
                CompletableFuture
                    .allOf(now.stream()
                        .map((container) -> CompletableFuture.runAsync(() -> stop.accept(container), this.workers))
                        .toArray(CompletableFuture[]::new))
                    .join();
            }
            catch (CompletionException ex) {
                if (ex.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw ex;
            }
            this.running.removeAll(now);
        }
    }

    private boolean isNeeded(ContainerDefinition container) {
        return this.running.stream()
            .flatMap((other) -> other.dependsOn().stream())
            .anyMatch((dependency) -> dependency.containerName().equals(container.name()));
    }

}
