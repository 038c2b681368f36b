package dev.shipshape.localaws.ecs.taskdefinitions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/** What ECS checks of the port mappings of containers, and of their links. */
final class PortRules {

    private final boolean awsvpc;

    private final String mode;

    PortRules(@Nullable NetworkMode mode) {
        this.awsvpc = mode == NetworkMode.AWSVPC;
        this.mode = (mode != null) ? mode.toString() : "bridge";
    }

    void check(ContainerDefinition container) {
        if (this.mode.equals("none") && !container.portMappings().isEmpty()) {
            throw EcsErrors.client("Port mappings are not supported when networkMode=none.");
        }
        for (PortMapping port : container.portMappings()) {
            if (port.containerPort() == null && port.containerPortRange() == null) {
                throw EcsErrors.client("PortMapping.containerPort should not be null.");
            }
            checkPort("containerPort", port.containerPort(), 1);
            checkPort("hostPort", port.hostPort(), 0);
            boolean differs = port.hostPort() != null && !port.hostPort().equals(port.containerPort());
            if ((this.awsvpc || this.mode.equals("host")) && differs) {
                throw EcsErrors.client("When networkMode=" + this.mode + ", the host ports and container ports in port "
                        + "mappings must match.");
            }
            if (port.protocol() != null && !List.of("tcp", "udp").contains(port.protocolAsString())) {
                throw EcsErrors.client("Invalid 'protocol' setting for container '" + container.name() + "'.");
            }
        }
        if (this.awsvpc && !container.links().isEmpty()) {
            throw EcsErrors.client("Links are not supported when networkMode=awsvpc.");
        }
    }

    private static void checkPort(String what, @Nullable Integer port, int least) {
        if (port != null && (port < least || port > 65535)) {
            throw EcsErrors.client("Invalid '" + what + "' " + port + ": it must be between " + least + " and 65535.");
        }
    }

    /** In one network of their own the containers cannot share a port. */
    void checkDistinct(List<ContainerDefinition> containers) {
        Set<String> seen = new HashSet<>();
        for (ContainerDefinition container : containers) {
            for (PortMapping port : container.portMappings()) {
                String key = port.containerPort() + "/"
                        + ((port.protocolAsString() != null) ? port.protocolAsString() : "tcp");
                if (this.awsvpc && port.containerPort() != null && !seen.add(key)) {
                    throw EcsErrors.client("The container port and protocol " + key
                            + " must be unique within a task when networkMode=awsvpc.");
                }
            }
        }
    }

}
