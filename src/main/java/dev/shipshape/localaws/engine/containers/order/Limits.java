package dev.shipshape.localaws.engine.containers.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ulimit;
import dev.shipshape.localaws.engine.containers.daemon.DaemonInfo;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.LinuxParameters;
import software.amazon.awssdk.services.ecs.model.Tmpfs;

/**
 * How much of the machine a container may use. ECS puts the containers of a task into one
 * group with the task's own limits; here each container has the limits of the task at
 * most, as an engine has no groups that work everywhere.
 */
final class Limits {

    private static final long MIB = 1024 * 1024;

    /** Docker's smallest share of the processors; ECS sends it instead of 0 and 1. */
    private static final int LEAST_SHARES = 2;

    /** What Docker and Podman ask for at the least. */
    private static final long LEAST_MEMORY = 6 * MIB;

    private final TaskOrder order;

    private final DaemonInfo info;

    Limits(TaskOrder order, DaemonInfo info) {
        this.order = order;
        this.info = info;
    }

    void set(HostConfig host, ContainerDefinition container) {
        @Nullable ContainerOverride override = this.order.override(container.name()).orElse(null);
        memory(host, container, override);
        cpu(host, container, override);
        host.withUlimits(container.ulimits()
            .stream()
            .map((limit) -> new Ulimit(limit.nameAsString(), (long) limit.softLimit(), (long) limit.hardLimit()))
            .toList());
        if (container.linuxParameters() != null) {
            linux(host, container.linuxParameters());
        }
    }

    private void memory(HostConfig host, ContainerDefinition container, @Nullable ContainerOverride override) {
        if (!this.info.limits().memory()) {
            return;
        }
        Integer own = (override != null && override.memory() != null) ? override.memory() : container.memory();
        Integer reserved = (override != null && override.memoryReservation() != null) ? override.memoryReservation()
                : container.memoryReservation();
        Long task = number(this.order.task().memory());
        Long most = (own != null) ? Long.valueOf(own) : task;
        if (most != null) {
            long bytes = Math.max(LEAST_MEMORY, most * MIB);
            host.withMemory(bytes);
            if (this.info.limits().swap()) {
                Integer swap = (container.linuxParameters() != null) ? container.linuxParameters().maxSwap() : null;
                // The engine counts memory and swap together; Fargate swaps nothing.
                host.withMemorySwap(bytes + ((swap != null) ? swap * MIB : 0));
            }
        }
        if (reserved != null) {
            host.withMemoryReservation(Math.max(LEAST_MEMORY, reserved * MIB));
        }
    }

    private void cpu(HostConfig host, ContainerDefinition container, @Nullable ContainerOverride override) {
        Integer own = (override != null && override.cpu() != null) ? override.cpu() : container.cpu();
        if (this.info.limits().cpuShares() && own != null && own > 0) {
            host.withCpuShares(Math.max(LEAST_SHARES, own));
        }
        Long task = number(this.order.task().cpu());
        if (this.info.limits().cpuQuota() && task != null && task > 0) {
            // An engine refuses more than the machine has.
            long most = this.info.cpus() * 1_000_000_000L;
            host.withNanoCPUs(Math.min(most, task * 1_000_000_000L / 1024));
        }
    }

    private static void linux(HostConfig host, LinuxParameters linux) {
        if (Boolean.TRUE.equals(linux.initProcessEnabled())) {
            host.withInit(true);
        }
        if (linux.sharedMemorySize() != null) {
            host.withShmSize(linux.sharedMemorySize() * MIB);
        }
        if (linux.swappiness() != null) {
            host.withMemorySwappiness(Long.valueOf(linux.swappiness()));
        }
        Map<String, String> tmpfs = new LinkedHashMap<>();
        for (Tmpfs each : linux.tmpfs()) {
            String options = "size=" + each.size() + "m";
            tmpfs.put(each.containerPath(),
                    each.mountOptions().isEmpty() ? options : options + "," + String.join(",", each.mountOptions()));
        }
        if (!tmpfs.isEmpty()) {
            host.withTmpFs(tmpfs);
        }
        if (linux.capabilities() != null) {
            host.withCapAdd(capabilities(linux.capabilities().add()));
            host.withCapDrop(capabilities(linux.capabilities().drop()));
        }
    }

    private static com.github.dockerjava.api.model.Capability[] capabilities(List<String> names) {
        return names.stream()
            .map(com.github.dockerjava.api.model.Capability::valueOf)
            .toArray(com.github.dockerjava.api.model.Capability[]::new);
    }

    private static @Nullable Long number(@Nullable String text) {
        return (text != null && text.matches("\\d+")) ? Long.valueOf(text) : null;
    }

}
