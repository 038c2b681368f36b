package dev.shipshape.localaws.ecs.instances;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ResourceRequirement;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * What a task takes of a container instance.
 *
 * @param cpu CPU units: the task's, else the sum of its containers'
 * @param memory MiB: the task's, else the sum of what its containers reserve
 * @param ports the TCP ports of the host that it names; dynamic ones are not reserved
 * @param udpPorts the UDP ports of the host that it names
 * @param ownInterface whether it needs a network interface, as awsvpc does
 * @param gpus how many graphics processors
 */
public record Demand(int cpu, int memory, Set<Integer> ports, Set<Integer> udpPorts, boolean ownInterface, int gpus) {

    /** The demand of a task of this definition with these overrides. */
    public static Demand of(TaskDefinition definition, TaskOverride overrides) {
        Set<Integer> tcp = new TreeSet<>();
        Set<Integer> udp = new TreeSet<>();
        int cpu = 0;
        int memory = 0;
        int gpus = 0;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            Optional<ContainerOverride> override = overrides.containerOverrides()
                .stream()
                .filter((each) -> container.name().equals(each.name()))
                .findFirst();
            cpu += first(override.map(ContainerOverride::cpu).orElse(null), container.cpu());
            Integer reserved = override.map(ContainerOverride::memoryReservation).orElse(container.memoryReservation());
            memory += first(reserved, override.map(ContainerOverride::memory).orElse(container.memory()));
            gpus += gpus(override.map(ContainerOverride::resourceRequirements)
                .filter((own) -> !own.isEmpty())
                .orElse(container.resourceRequirements()));
            for (PortMapping mapping : container.portMappings()) {
                Integer port = hostPort(definition.networkMode(), mapping);
                if (port != null) {
                    (mapping.protocol() == TransportProtocol.UDP ? udp : tcp).add(port);
                }
            }
        }
        String taskCpu = (overrides.cpu() != null) ? overrides.cpu() : definition.cpu();
        String taskMemory = (overrides.memory() != null) ? overrides.memory() : definition.memory();
        return new Demand((taskCpu != null) ? Integer.parseInt(taskCpu) : cpu,
                (taskMemory != null) ? Integer.parseInt(taskMemory) : memory, tcp, udp,
                definition.networkMode() == NetworkMode.AWSVPC, gpus);
    }

    private static int first(@Nullable Integer one, @Nullable Integer other) {
        if (one != null) {
            return one;
        }
        return (other != null) ? other : 0;
    }

    private static int gpus(List<ResourceRequirement> requirements) {
        return requirements.stream()
            .filter((requirement) -> requirement.type() == ResourceType.GPU)
            .mapToInt((requirement) -> Integer.parseInt(requirement.value()))
            .sum();
    }

    private static @Nullable Integer hostPort(@Nullable NetworkMode mode, PortMapping mapping) {
        if (mode == NetworkMode.HOST) {
            return mapping.containerPort();
        }
        boolean bridge = mode == null || mode == NetworkMode.BRIDGE;
        return (bridge && mapping.hostPort() != null && mapping.hostPort() != 0) ? mapping.hostPort() : null;
    }

}
