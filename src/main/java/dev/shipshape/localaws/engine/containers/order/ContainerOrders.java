package dev.shipshape.localaws.engine.containers.order;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.AuthConfig;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** The containers of one task, as the container engine is asked to make them. */
public final class ContainerOrders {

    /** ECS's ECS_CONTAINER_STOP_TIMEOUT. */
    private static final int STOP_SECONDS = 30;

    private final Daemon daemon;

    private final TaskOrder order;

    private final Secrets secrets;

    private final Environment environment;

    private final Creation creation;

    /** The containers of this task in its network and with its volumes. */
    public ContainerOrders(Daemon daemon, Labels labels, TaskOrder order, TaskNetwork network, TaskVolumes volumes,
            Secrets secrets) {
        this.daemon = daemon;
        this.order = order;
        this.secrets = secrets;
        this.environment = new Environment(order, secrets);
        this.creation = new Creation(daemon, labels, order, network, volumes, this.environment);
    }

    /**
     * Checks before anything is made that the task gets only what it may have and that
     * its secrets are there.
     * @throws CannotStart if not
     */
    public void check() {
        Refusals.check(this.order);
        for (ContainerDefinition container : this.order.containers()) {
            this.environment.of(container);
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
        return this.creation.command(container, image, ids, ports).exec().getId();
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
            String another = this.creation.command(container, image, ids, ports.anywhere()).exec().getId();
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

}
