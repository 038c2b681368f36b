package dev.shipshape.localaws.engine.containers.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.SystemControl;

/**
 * The container that does nothing but hold the network of a task, and with it the ports
 * of all the task's containers.
 */
final class NetworkHolder {

    private final DockerClient client;

    private final Labels labels;

    private final TaskOrder order;

    private final String network;

    /** The holder of this network, by its name at the engine. */
    NetworkHolder(DockerClient client, Labels labels, TaskOrder order, String network) {
        this.client = client;
        this.labels = labels;
        this.order = order;
        this.network = network;
    }

    private String name() {
        return this.labels.name(this.order.arn(), "network");
    }

    /** The id of the one that is there, or null. */
    @Nullable String find() {
        List<Container> found = this.client.listContainersCmd()
            .withLabelFilter(this.labels.of(this.order.arn(), TaskNetwork.HOLDER))
            .exec();
        return found.isEmpty() ? null : found.get(0).getId();
    }

    /**
     * Makes and starts it.
     * @return its id
     */
    String make(String image) {
        List<PortMapping> mappings = this.order.containers()
            .stream()
            .flatMap((container) -> container.portMappings().stream())
            .toList();
        PortPlan plan = PortPlan.of(mappings, true).free();
        try {
            return start(image, plan);
        }
        catch (DockerException ex) {
            if (!plan.isParticular()) {
                throw ex;
            }
            // Someone took a port meanwhile, or the engine may not listen on one.
            remove();
            return start(image, plan.anywhere());
        }
    }

    private String start(String image, PortPlan plan) {
        HostConfig host = HostConfig.newHostConfig()
            .withNetworkMode(this.network)
            .withPortBindings(plan.bindings())
            .withExtraHosts(hosts())
            .withIpcMode("shareable")
            .withSysctls(sysctls());
        CreateContainerResponse made = this.client.createContainerCmd(image)
            .withName(name())
            .withHostName(hostName())
            .withLabels(this.labels.of(this.order.arn(), TaskNetwork.HOLDER))
            .withExposedPorts(plan.exposed())
            .withHostConfig(host)
            .exec();
        this.client.startContainerCmd(made.getId()).exec();
        return made.getId();
    }

    /** Each container by its name, on localhost. */
    private String[] hosts() {
        Stream<String> extra = this.order.containers()
            .stream()
            .flatMap((container) -> container.extraHosts().stream())
            .map((host) -> host.hostname() + ":" + host.ipAddress());
        return Stream
            .concat(this.order.containers().stream().map((container) -> container.name() + ":127.0.0.1"), extra)
            .distinct()
            .toArray(String[]::new);
    }

    private String hostName() {
        return (this.order.networkInterface() != null)
                ? "ip-" + this.order.networkInterface().privateAddress().replace('.', '-') + ".ec2.internal"
                : "task-" + this.order.id().substring(0, 12);
    }

    /** Settings of a shared network can be made where it is held only. */
    private Map<String, String> sysctls() {
        Map<String, String> settings = new LinkedHashMap<>();
        this.order.containers()
            .stream()
            .flatMap((container) -> container.systemControls().stream())
            .filter((control) -> control.namespace().startsWith("net."))
            .forEach((SystemControl control) -> settings.put(control.namespace(), control.value()));
        return settings;
    }

    /** Removes it, whether it is there or not. */
    void remove() {
        try {
            this.client.removeContainerCmd(name()).withForce(true).exec();
        }
        catch (NotFoundException ex) {
            return; // gone already
        }
    }

}
