package dev.shipshape.localaws.ecs.services;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.SchedulingStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceManagedEBSVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.ServiceVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.VpcLatticeConfiguration;

/**
 * What a service attaches its tasks to: load balancers, service registries, Service
 * Connect, volumes, VPC Lattice. Checked against the task definition; whether the other
 * service has what is named is not asked.
 */
public final class Attachments {

    private static final int MOST_TARGET_GROUPS = 5;

    private Attachments() {
    }

    /** Checks the load balancers of a service or a task set. */
    public static void checkLoadBalancers(List<LoadBalancer> asked, @Nullable TaskDefinition definition) {
        if (asked.size() > MOST_TARGET_GROUPS) {
            throw EcsErrors.invalidParameter("loadBalancers can have at most 5 items.");
        }
        for (LoadBalancer balancer : asked) {
            boolean group = balancer.targetGroupArn() != null && !balancer.targetGroupArn().isEmpty();
            boolean classic = balancer.loadBalancerName() != null && !balancer.loadBalancerName().isEmpty();
            if (group == classic) {
                throw EcsErrors.invalidParameter(group
                        ? "loadBalancerName and targetGroupArn cannot both be specified. You must specify either a "
                                + "loadBalancerName or a targetGroupArn."
                        : "A loadBalancerName or a targetGroupArn must be specified.");
            }
            if (balancer.containerName() == null || balancer.containerName().isEmpty()) {
                throw EcsErrors.invalidParameter("Container Name can not be blank.");
            }
            if (balancer.containerPort() == null) {
                throw EcsErrors.invalidParameter("Container Port can not be blank.");
            }
            if (definition != null) {
                checkPort(balancer.containerName(), balancer.containerPort(), definition);
            }
        }
    }

    private static void checkPort(String name, Integer port, TaskDefinition definition) {
        ContainerDefinition container = definition.containerDefinitions()
            .stream()
            .filter((each) -> name.equals(each.name()))
            .findFirst()
            .orElseThrow(() -> EcsErrors
                .invalidParameter("The container " + name + " does not exist in the task definition."));
        if (container.portMappings().stream().noneMatch((mapping) -> port.equals(mapping.containerPort()))) {
            throw EcsErrors
                .invalidParameter("The container " + name + " did not have a container port " + port + " defined.");
        }
    }

    /** Checks the service registries of a service or a task set: one at most. */
    public static void checkRegistries(List<ServiceRegistry> asked, @Nullable TaskDefinition definition) {
        if (asked.size() > 1) {
            throw EcsErrors.invalidParameter("serviceRegistries can have at most 1 items.");
        }
        for (ServiceRegistry registry : asked) {
            if (registry.registryArn() == null || registry.registryArn().isEmpty()) {
                throw EcsErrors.invalidParameter("registryArn can not be blank.");
            }
            boolean container = registry.containerName() != null || registry.containerPort() != null;
            if (container && registry.port() != null) {
                throw EcsErrors.invalidParameter("Either a containerName and containerPort combination or a port value "
                        + "must be specified for a service registry, not both.");
            }
            if (registry.containerName() != null && registry.containerPort() != null && definition != null) {
                checkPort(registry.containerName(), registry.containerPort(), definition);
            }
        }
    }

    /**
     * Checks Service Connect, and fills in the namespace that is the cluster's default.
     */
    static @Nullable ServiceConnectConfiguration serviceConnect(CallContext context,
            @Nullable ServiceConnectConfiguration asked, Cluster cluster, @Nullable TaskDefinition definition) {
        if (asked == null || !Boolean.TRUE.equals(asked.enabled())) {
            return asked;
        }
        String usual = (cluster.serviceConnectDefaults() != null) ? cluster.serviceConnectDefaults().namespace() : null;
        String namespace = Optional.ofNullable(asked.namespace())
            .filter((name) -> !name.isEmpty())
            .or(() -> Optional.ofNullable(usual))
            .orElseThrow(() -> EcsErrors.invalidParameter("Service Connect is enabled, but no namespace was specified "
                    + "and the cluster has no default namespace."));
        asked.services().forEach((service) -> {
            boolean known = definition == null || definition.containerDefinitions()
                .stream()
                .flatMap((container) -> container.portMappings().stream())
                .anyMatch((mapping) -> Objects.equals(mapping.name(), service.portName()));
            if (service.portName() == null || !known) {
                throw EcsErrors.invalidParameter(
                        "portName '" + service.portName() + "' does not match any named port in the task definition.");
            }
        });
        return asked.toBuilder().namespace(namespace).build();
    }

    /** Checks the volumes that are configured at launch: one, of a REPLICA service. */
    static List<ServiceVolumeConfiguration> volumes(List<ServiceVolumeConfiguration> asked,
            SchedulingStrategy scheduling, @Nullable TaskDefinition definition) {
        if (asked.size() > 1) {
            throw EcsErrors.invalidParameter("volumeConfigurations can have at most 1 items.");
        }
        for (ServiceVolumeConfiguration volume : asked) {
            if (scheduling == SchedulingStrategy.DAEMON) {
                throw EcsErrors.invalidParameter("volumeConfigurations is not supported for DAEMON services.");
            }
            boolean known = definition == null || definition.volumes()
                .stream()
                .anyMatch((each) -> Boolean.TRUE.equals(each.configuredAtLaunch())
                        && Objects.equals(each.name(), volume.name()));
            if (!known) {
                throw EcsErrors.invalidParameter(
                        "The volume " + volume.name() + " is not configured at launch in the task definition.");
            }
            checkVolume(volume.managedEBSVolume());
        }
        return List.copyOf(asked);
    }

    private static void checkVolume(@Nullable ServiceManagedEBSVolumeConfiguration volume) {
        if (volume == null || volume.roleArn() == null) {
            throw EcsErrors.invalidParameter("roleArn can not be blank.");
        }
        if (volume.sizeInGiB() == null && volume.snapshotId() == null) {
            throw EcsErrors.invalidParameter("You must specify either a volume size or a snapshot ID.");
        }
    }

    static List<VpcLatticeConfiguration> lattice(List<VpcLatticeConfiguration> asked) {
        for (VpcLatticeConfiguration each : asked) {
            if (each.roleArn() == null || each.targetGroupArn() == null || each.portName() == null) {
                throw EcsErrors.invalidParameter("roleArn, targetGroupArn and portName can not be blank.");
            }
        }
        return List.copyOf(asked);
    }

}
