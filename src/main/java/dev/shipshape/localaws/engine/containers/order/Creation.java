package dev.shipshape.localaws.engine.containers.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.VolumesFrom;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.IpcMode;
import software.amazon.awssdk.services.ecs.model.PidMode;

/** What the container engine is told to make of a container's definition. */
final class Creation {

    private final Daemon daemon;

    private final Labels labels;

    private final TaskOrder order;

    private final TaskNetwork network;

    private final TaskVolumes volumes;

    private final Environment environment;

    Creation(Daemon daemon, Labels labels, TaskOrder order, TaskNetwork network, TaskVolumes volumes,
            Environment environment) {
        this.daemon = daemon;
        this.labels = labels;
        this.order = order;
        this.network = network;
        this.volumes = volumes;
        this.environment = environment;
    }

    /**
     * The command that makes a container.
     * @param image the image by its name at the engine
     * @param ids the ids of the task's containers that are there, by name
     * @param ports where its ports are to be on this machine
     */
    CreateContainerCmd command(ContainerDefinition container, String image, Map<String, String> ids, PortPlan ports) {
        CreateContainerCmd command = this.daemon.client()
            .createContainerCmd(image)
            .withName(this.labels.name(this.order.arn(), container.name()))
            .withLabels(labels(container))
            .withEnv(this.environment.of(container))
            // ECS looks at no health check but the task definition's, and that is run
            // by us: Podman runs none without systemd.
            .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
            .withHostConfig(host(container, ids, ports));
        if (!ports.wanted().isEmpty()) {
            command.withExposedPorts(ports.exposed());
        }
        List<String> words = command(container);
        if (!words.isEmpty()) {
            command.withCmd(words);
        }
        if (!container.entryPoint().isEmpty()) {
            command.withEntrypoint(container.entryPoint());
        }
        if (container.user() != null) {
            command.withUser(container.user());
        }
        if (container.workingDirectory() != null) {
            command.withWorkingDir(container.workingDirectory());
        }
        if (Boolean.TRUE.equals(container.interactive())) {
            command.withStdinOpen(true);
        }
        if (Boolean.TRUE.equals(container.pseudoTerminal())) {
            command.withTty(true);
        }
        if (!this.order.sharesNetwork() && !this.order.hasNoNetwork()) {
            command.withAliases(this.network.aliases(container));
            if (container.hostname() != null) {
                command.withHostName(container.hostname());
            }
        }
        return command;
    }

    private HostConfig host(ContainerDefinition container, Map<String, String> ids, PortPlan ports) {
        HostConfig host = HostConfig.newHostConfig()
            .withNetworkMode(this.network.mode())
            .withBinds(this.volumes.binds(container));
        new Limits(this.order, this.daemon.info()).set(host, container);
        if (!ports.wanted().isEmpty()) {
            host.withPortBindings(ports.bindings());
        }
        if (Boolean.TRUE.equals(container.readonlyRootFilesystem())) {
            host.withReadonlyRootfs(true);
        }
        if (!container.dockerSecurityOptions().isEmpty()) {
            host.withSecurityOpts(container.dockerSecurityOptions());
        }
        List<VolumesFrom> from = container.volumesFrom()
            .stream()
            .filter((each) -> ids.containsKey(each.sourceContainer()))
            .map((each) -> new VolumesFrom(ids.getOrDefault(each.sourceContainer(), ""),
                    Boolean.TRUE.equals(each.readOnly()) ? AccessMode.ro : AccessMode.rw))
            .toList();
        if (!from.isEmpty()) {
            host.withVolumesFrom(from);
        }
        namespaces(host);
        if (!this.order.sharesNetwork()) {
            names(host, container);
        }
        return host;
    }

    private void namespaces(HostConfig host) {
        String holder = this.network.holder();
        if (holder != null && this.order.definition().pidMode() == PidMode.TASK) {
            host.withPidMode("container:" + holder);
        }
        if (holder != null && this.order.definition().ipcMode() == IpcMode.TASK) {
            host.withIpcMode("container:" + holder);
        }
    }

    /** Where a container that has an address of its own finds others. */
    private void names(HostConfig host, ContainerDefinition container) {
        if (!container.extraHosts().isEmpty()) {
            host.withExtraHosts(container.extraHosts()
                .stream()
                .map((each) -> each.hostname() + ":" + each.ipAddress())
                .toArray(String[]::new));
        }
        if (!container.dnsServers().isEmpty()) {
            host.withDns(container.dnsServers());
        }
        if (!container.dnsSearchDomains().isEmpty()) {
            host.withDnsSearch(container.dnsSearchDomains());
        }
        Map<String, String> settings = new LinkedHashMap<>();
        container.systemControls().forEach((control) -> settings.put(control.namespace(), control.value()));
        if (!settings.isEmpty()) {
            host.withSysctls(settings);
        }
    }

    /** A definition's own labels cannot take the place of ours. */
    private Map<String, String> labels(ContainerDefinition container) {
        Map<String, String> labels = new LinkedHashMap<>(container.dockerLabels());
        labels.putAll(this.labels.of(this.order.arn(), container.name()));
        return labels;
    }

    private List<String> command(ContainerDefinition container) {
        @Nullable ContainerOverride override = this.order.override(container.name()).orElse(null);
        return (override != null && !override.command().isEmpty()) ? override.command() : container.command();
    }

}
