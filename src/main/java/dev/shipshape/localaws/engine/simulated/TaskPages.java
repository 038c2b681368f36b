package dev.shipshape.localaws.engine.simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * The pages behind the mapped ports of simulated tasks: each TCP port of a container gets
 * a port of its own on loopback, named in the container's network bindings.
 */
final class TaskPages implements AutoCloseable {

    private final Map<String, Integer> ports = new HashMap<>();

    private final PageServer server;

    TaskPages(PageServer server) {
        this.server = server;
    }

    /**
     * Opens the pages of a container that starts, or that runs since before a restart:
     * then on the ports that it had, if they are still free.
     */
    synchronized List<NetworkBinding> open(Task task, TaskDefinition definition, ContainerDefinition container) {
        List<NetworkBinding> bindings = new ArrayList<>();
        for (PortMapping mapping : container.portMappings()) {
            if (mapping.containerPort() == null || "udp".equals(mapping.protocolAsString())) {
                continue;
            }
            String key = key(task, container.name()) + mapping.containerPort();
            Integer port = this.ports.computeIfAbsent(key, (name) -> serve(task, definition, container, mapping));
            if (port == null) {
                continue;
            }
            bindings.add(NetworkBinding.builder()
                .bindIP("127.0.0.1")
                .containerPort(mapping.containerPort())
                .hostPort(port)
                .protocol(TransportProtocol.TCP)
                .build());
        }
        return bindings;
    }

    private @Nullable Integer serve(Task task, TaskDefinition definition, ContainerDefinition container,
            PortMapping mapping) {
        int before = before(task, container.name(), mapping.containerPort());
        OptionalInt port = this.server.open((before != 0) ? before : hostPort(definition, mapping),
                () -> TaskPage.html(task, definition, container, mapping.containerPort()));
        return port.isPresent() ? port.getAsInt() : null;
    }

    /** The port of the host that the definition names, if anybody may listen there. */
    private static int hostPort(TaskDefinition definition, PortMapping mapping) {
        Integer port = (definition.networkMode() == NetworkMode.HOST) ? mapping.containerPort() : mapping.hostPort();
        return (definition.networkMode() != NetworkMode.AWSVPC && port != null && port >= 1024) ? port : 0;
    }

    private static int before(Task task, String container, int containerPort) {
        return task.containers()
            .stream()
            .filter((state) -> container.equals(state.name()))
            .map(Container::networkBindings)
            .flatMap(List::stream)
            .filter((binding) -> binding.containerPort() == containerPort)
            .mapToInt(NetworkBinding::hostPort)
            .findFirst()
            .orElse(0);
    }

    synchronized void close(Task task, String container) {
        String prefix = key(task, container);
        List<String> keys = this.ports.keySet().stream().filter((key) -> key.startsWith(prefix)).toList();
        for (String key : keys) {
            Integer port = this.ports.remove(key);
            if (port != null) {
                this.server.close(port);
            }
        }
    }

    private static String key(Task task, String container) {
        return task.taskArn() + "|" + container + "|";
    }

    /** Closes every page but keeps serving. */
    synchronized void clear() {
        this.ports.values().stream().collect(Collectors.toSet()).forEach(this.server::close);
        this.ports.clear();
    }

    @Override
    public void close() {
        clear();
        this.server.close();
    }

}
