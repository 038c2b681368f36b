package dev.shipshape.localaws.engine.containers.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.AuthConfig;
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

/** The containers of one task, as the container engine is asked to make them. */
public final class ContainerOrders {

    /** ECS's ECS_CONTAINER_STOP_TIMEOUT. */
    private static final int STOP_SECONDS = 30;

    private final Daemon daemon;

    private final Labels labels;

    private final TaskOrder order;

    private final TaskNetwork network;

    private final TaskVolumes volumes;

    private final Secrets secrets;

    /** The containers of this task in its network and with its volumes. */
    public ContainerOrders(Daemon daemon, Labels labels, TaskOrder order, TaskNetwork network, TaskVolumes volumes,
            Secrets secrets) {
        this.daemon = daemon;
        this.labels = labels;
        this.order = order;
        this.network = network;
        this.volumes = volumes;
        this.secrets = secrets;
    }

    /**
     * Checks before anything is made that the task gets only what it may have and that
     * its secrets are there.
     * @throws CannotStart if not
     */
    public void check() {
        Refusals.check(this.order);
        for (ContainerDefinition container : this.order.containers()) {
            environment(container);
            Optional<AuthConfig> unused = login(container);
            if (container.logConfiguration() != null) {
                container.logConfiguration()
                    .secretOptions()
                    .forEach((secret) -> this.secrets.value(container.name(), secret.valueFrom()));
            }
        }
    }

    /** Who pulls the container's image; empty if nobody in particular. */
    public Optional<AuthConfig> login(ContainerDefinition container) {
        if (container.repositoryCredentials() == null) {
            return Optional.empty();
        }
        String from = container.repositoryCredentials().credentialsParameter();
        String secret = this.secrets.value(container.name(), from);
        AuthConfig login = new AuthConfig().withUsername(Secrets.member(secret, "username").orElse(""))
            .withPassword(Secrets.member(secret, "password").orElse(""));
        String image = container.image();
        return Optional
            .of(image.contains("/") ? login.withRegistryAddress(image.substring(0, image.indexOf('/'))) : login);
    }

    /**
     * Makes a container, without starting it.
     * @param image the image by its name at the engine
     * @param ids the ids of the task's containers that are there, by name
     * @return its id
     */
    public String make(ContainerDefinition container, String image, Map<String, String> ids) {
        PortPlan ports = this.order.sharesNetwork() || this.order.hasNoNetwork() ? new PortPlan(List.of())
                : PortPlan.of(container.portMappings(), false).free();
        return command(container, image, ids, ports).exec().getId();
    }

    /**
     * Starts a container that was made.
     * @return its id, another if it had to be made again because a port was taken
     */
    public String start(ContainerDefinition container, String id, String image, Map<String, String> ids) {
        try {
            this.daemon.client().startContainerCmd(id).exec();
            return id;
        }
        catch (DockerException ex) {
            PortPlan ports = PortPlan.of(container.portMappings(), false);
            if (this.order.sharesNetwork() || this.order.hasNoNetwork() || !ports.isParticular()) {
                throw ex;
            }
            remove(id);
            String another = command(container, image, ids, ports.anywhere()).exec().getId();
            this.daemon.client().startContainerCmd(another).exec();
            return another;
        }
    }

    /**
     * Stops a container: its stop signal first, SIGKILL after its stopTimeout.
     * @return what it ended with; empty if it is not there
     */
    public Optional<Integer> stop(ContainerDefinition container, String id) {
        try {
            int seconds = (container.stopTimeout() != null) ? container.stopTimeout() : STOP_SECONDS;
            stop(id, seconds);
            Long code = this.daemon.client().inspectContainerCmd(id).exec().getState().getExitCodeLong();
            return Optional.ofNullable(code).map(Long::intValue);
        }
        catch (NotFoundException ex) {
            return Optional.empty();
        }
    }

    private void stop(String id, int seconds) {
        try {
            this.daemon.client().stopContainerCmd(id).withTimeout(seconds).exec();
        }
        catch (NotModifiedException ex) {
            return; // it has ended already
        }
    }

    /** Removes a container, whether it runs or not. */
    public void remove(String id) {
        try {
            this.daemon.client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        }
        catch (NotFoundException ex) {
            return; // gone already
        }
    }

    private CreateContainerCmd command(ContainerDefinition container, String image, Map<String, String> ids,
            PortPlan ports) {
        CreateContainerCmd command = this.daemon.client()
            .createContainerCmd(image)
            .withName(this.labels.name(this.order.arn(), container.name()))
            .withLabels(labels(container))
            .withEnv(environment(container))
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

    /** What ECS sets, then the definition, its secrets, and the task's overrides. */
    private List<String> environment(ContainerDefinition container) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_EXECUTION_ENV", this.order.isOnFargate() ? "AWS_ECS_FARGATE" : "AWS_ECS_EC2");
        variables.put("AWS_REGION", this.order.region());
        variables.put("AWS_DEFAULT_REGION", this.order.region());
        container.environment().forEach((each) -> variables.put(each.name(), each.value()));
        container.secrets()
            .forEach((each) -> variables.put(each.name(), this.secrets.value(container.name(), each.valueFrom())));
        this.order.override(container.name())
            .ifPresent(
                    (override) -> override.environment().forEach((each) -> variables.put(each.name(), each.value())));
        List<String> lines = new ArrayList<>();
        variables.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }

}
