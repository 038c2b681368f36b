package dev.shipshape.localaws.engine.containers.order;

import java.util.ArrayList;
import java.util.List;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.Ports;
import dev.shipshape.localaws.engine.containers.daemon.Daemon;
import dev.shipshape.localaws.engine.containers.daemon.Labels;
import dev.shipshape.localaws.engine.containers.daemon.Trouble;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkBinding;

/**
 * The network of one task. With awsvpc a container that does nothing holds it, and the
 * containers of the task join that: so they reach one another on localhost and by name,
 * in whatever order they start and end. With the network mode bridge each has an address
 * of its own in the task's network, and the engine's name service knows their names.
 */
public final class TaskNetwork {

    /** The name, in our label, of the container that holds a task's network. */
    public static final String HOLDER = "~network";

    /**
     * Where networks are put when the engine has no range of its own left: it knows about
     * thirty. These addresses are for tests between networks (RFC 2544) and are routed
     * nowhere.
     */
    private static final int SPARE_BASE = (198 << 24) | (18 << 16);

    private static final int SPARE_COUNT = 4096;

    private static final int SPARE_SIZE = 32;

    private final Daemon daemon;

    private final Labels labels;

    private final TaskOrder order;

    private @Nullable String holder;

    /** The network of this task. */
    public TaskNetwork(Daemon daemon, Labels labels, TaskOrder order) {
        this.daemon = daemon;
        this.labels = labels;
        this.order = order;
    }

    private DockerClient client() {
        return this.daemon.client();
    }

    private String name() {
        return this.labels.name(this.order.arn(), "net");
    }

    private NetworkHolder holding() {
        return new NetworkHolder(client(), this.labels, this.order, name());
    }

    /** Makes the network, and its holder of this image where one is needed. */
    public void make(String pauseImage) {
        if (this.order.hasNoNetwork()) {
            return;
        }
        makeNetwork();
        if (this.order.sharesNetwork()) {
            this.holder = holding().make(pauseImage);
        }
    }

    /** Takes up the network of a task that runs already; false if it is gone. */
    public boolean find() {
        if (!this.order.sharesNetwork()) {
            return true;
        }
        this.holder = holding().find();
        return this.holder != null;
    }

    private void makeNetwork() {
        try {
            command().exec();
        }
        catch (ConflictException ex) {
            return; // there already
        }
        catch (DockerException ex) {
            String words = Trouble.words(ex);
            if (words.contains("already exists") || words.contains("already used")) {
                return;
            }
            if (!words.contains("pool") && !words.contains("subnet")) {
                throw ex;
            }
            makeInSpareRange(ex);
        }
    }

    private CreateNetworkCmd command() {
        return client().createNetworkCmd()
            .withName(name())
            .withDriver("bridge")
            .withLabels(this.labels.of(this.order.arn(), null));
    }

    private void makeInSpareRange(DockerException first) {
        DockerException trouble = first;
        int start = Math.floorMod(this.order.id().hashCode(), SPARE_COUNT);
        for (int attempt = 0; attempt < 20; attempt++) {
            int address = SPARE_BASE + ((start + attempt) % SPARE_COUNT) * SPARE_SIZE;
            String subnet = (address >>> 24) + "." + ((address >>> 16) & 0xff) + "." + ((address >>> 8) & 0xff) + "."
                    + (address & 0xff) + "/27";
            try {
                command().withIpam(new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet))).exec();
                return;
            }
            catch (DockerException ex) {
                trouble = ex;
            }
        }
        throw trouble;
    }

    /** What a container's network mode has to be. */
    String mode() {
        if (this.order.hasNoNetwork()) {
            return "none";
        }
        return (this.holder != null) ? "container:" + this.holder : name();
    }

    /** Other names that a container is known by in a bridge network. */
    List<String> aliases(ContainerDefinition container) {
        List<String> aliases = new ArrayList<>(List.of(container.name()));
        this.order.containers().stream().flatMap((other) -> other.links().stream()).forEach((link) -> {
            String[] parts = link.split(":", -1);
            if (parts.length == 2 && parts[0].equals(container.name())) {
                aliases.add(parts[1]);
            }
        });
        return aliases.stream().distinct().toList();
    }

    /** The id of the container that holds the network, or null if none does. */
    @Nullable String holder() {
        return this.holder;
    }

    /** Where the ports of a container are on this machine, as ECS shows it. */
    public List<NetworkBinding> bindings(ContainerDefinition container, String containerId) {
        if (container.portMappings().isEmpty() || this.order.hasNoNetwork()) {
            return List.of();
        }
        String id = (this.holder != null) ? this.holder : containerId;
        Ports published = client().inspectContainerCmd(id).exec().getNetworkSettings().getPorts();
        return PortPlan.shown(container.portMappings(), published);
    }

    /** Removes the network and its holder. */
    public void remove() {
        if (this.order.sharesNetwork()) {
            holding().remove();
        }
        if (!this.order.hasNoNetwork()) {
            try {
                client().removeNetworkCmd(name()).exec();
            }
            catch (NotFoundException ex) {
                return; // gone already
            }
        }
    }

}
