package dev.shipshape.localaws.ecs.tasks;

import java.util.List;

import dev.shipshape.localaws.ecs.clusters.CapacityProviders;
import dev.shipshape.localaws.ecs.clusters.Providers;
import dev.shipshape.localaws.ecs.shared.EcsErrors;
import dev.shipshape.localaws.engine.Network;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Where tasks shall run: the launch type or the capacity providers, and the subnets.
 *
 * @param launchType the launch type, or null when a strategy decides
 * @param strategy the capacity providers; empty when a launch type decides
 * @param network the network configuration, or null without awsvpc
 * @param platformVersion Fargate's platform version
 */
public record Placement(@Nullable LaunchType launchType, List<CapacityProviderStrategyItem> strategy,
        @Nullable AwsVpcConfiguration network, @Nullable String platformVersion) {

    private static final List<String> PLATFORMS = List.of("1.3.0", "1.4.0", "1.0.0");

    /**
     * Checks what was asked for as RunTask and CreateService do. Without launch type and
     * strategy the cluster's default strategy counts, and without that EC2.
     */
    public static Placement of(Cluster cluster, TaskDefinition definition, @Nullable LaunchType asked,
            List<CapacityProviderStrategyItem> askedStrategy, @Nullable NetworkConfiguration configuration,
            @Nullable String platformVersion) {
        if (asked != null && !askedStrategy.isEmpty()) {
            throw EcsErrors.invalidParameter("Specifying both a launch type and capacity provider strategy is not "
                    + "supported. Remove one and try again.");
        }
        checkType(asked);
        List<CapacityProviderStrategyItem> strategy = (askedStrategy.isEmpty() && asked == null)
                ? cluster.defaultCapacityProviderStrategy() : askedStrategy;
        CapacityProviders.check(strategy, cluster.capacityProviders());
        LaunchType launchType = (strategy.isEmpty() && asked == null) ? LaunchType.EC2 : asked;
        long onFargate = strategy.stream()
            .filter((item) -> Providers.FARGATE.contains(item.capacityProvider()))
            .count();
        if (onFargate > 0 && onFargate < strategy.size()) {
            throw EcsErrors.invalidParameter("A capacity provider strategy cannot contain a mix of capacity providers "
                    + "using Auto Scaling groups and Fargate providers. Specify one or the other and try again.");
        }
        boolean fargate = launchType == LaunchType.FARGATE || onFargate > 0;
        if (definition.networkMode() == NetworkMode.AWSVPC
                && (configuration == null || configuration.awsvpcConfiguration() == null)) {
            throw EcsErrors
                .invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        }
        if (fargate && !definition.compatibilities().contains(Compatibility.FARGATE)) {
            throw EcsErrors.invalidParameter("Task definition does not support launch_type FARGATE.");
        }
        if (launchType == LaunchType.EC2 && !definition.requiresCompatibilities().isEmpty()
                && !definition.requiresCompatibilities().contains(Compatibility.EC2)) {
            throw EcsErrors.invalidParameter("Task definition does not support launch_type EC2.");
        }
        if (launchType == LaunchType.EC2 && platformVersion != null) {
            throw EcsErrors.invalidParameter("The platform version must be null when specifying an EC2 launch type.");
        }
        return new Placement(launchType, List.copyOf(strategy), network(definition, configuration, fargate),
                fargate ? platform(platformVersion) : null);
    }

    /** Refuses a launch type that there is not, before anything is looked up. */
    public static void checkType(@Nullable LaunchType asked) {
        if (asked == LaunchType.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("launch type should be one of [EC2,FARGATE,EXTERNAL]");
        }
    }

    private static String platform(@Nullable String version) {
        if (version == null || version.equals("LATEST")) {
            return "1.4.0";
        }
        if (!PLATFORMS.contains(version)) {
            throw EcsErrors.platformUnknown();
        }
        return version;
    }

    private static @Nullable AwsVpcConfiguration network(TaskDefinition definition,
            @Nullable NetworkConfiguration configuration, boolean fargate) {
        AwsVpcConfiguration network = (configuration != null) ? configuration.awsvpcConfiguration() : null;
        if (network == null) {
            return null;
        }
        if (definition.networkMode() != NetworkMode.AWSVPC) {
            throw EcsErrors.invalidParameter(
                    "Network Configuration is not valid for the given networkMode of this " + "task definition.");
        }
        if (network.subnets().isEmpty()) {
            throw EcsErrors.invalidParameter("subnets can not be empty.");
        }
        if (network.subnets().size() > 16) {
            throw EcsErrors.invalidParameter("subnets can have at most 16 items.");
        }
        if (network.securityGroups().size() > 5) {
            throw EcsErrors.invalidParameter("securityGroups can have at most 5 items.");
        }
        if (!fargate && "ENABLED".equals(network.assignPublicIpAsString())) {
            throw EcsErrors.invalidParameter("Assign public IP is not supported for this launch type.");
        }
        return network;
    }

    /**
     * The network as services and task sets tell it: with the members that ECS fills in
     * (API reference, AwsVpcConfiguration: assignPublicIp is DISABLED by default).
     */
    public @Nullable NetworkConfiguration networkConfiguration() {
        if (this.network == null) {
            return null;
        }
        AwsVpcConfiguration.Builder filled = this.network.toBuilder()
            .securityGroups(List.copyOf(this.network.securityGroups()));
        if (this.network.assignPublicIpAsString() == null) {
            filled.assignPublicIp(AssignPublicIp.DISABLED);
        }
        return NetworkConfiguration.builder().awsvpcConfiguration(filled.build()).build();
    }

    /** Checks that the subnets and security groups exist, all in one VPC. */
    public void checkNetwork(Network world, String region) {
        if (this.network == null) {
            return;
        }
        String vpc = null;
        for (String id : this.network.subnets()) {
            Network.Subnet subnet = world.subnet(region, id)
                .orElseThrow(() -> EcsErrors.invalidParameter("Error retrieving subnet information for [" + id
                        + "]: The subnet ID '" + id + "' does not exist (ErrorCode: InvalidSubnetID.NotFound)"));
            if (vpc != null && !vpc.equals(subnet.vpcId())) {
                throw EcsErrors.invalidParameter("subnets must be in the same vpc.");
            }
            vpc = subnet.vpcId();
        }
        for (String id : this.network.securityGroups()) {
            if (vpc != null && !world.hasSecurityGroup(region, vpc, id)) {
                throw EcsErrors.invalidParameter("Error retrieving security group information for [" + id
                        + "]: The security group '" + id + "' does not exist (ErrorCode: InvalidGroup.NotFound)");
            }
        }
    }

    /** Whether tasks run on Fargate, and not on container instances. */
    public boolean isFargate() {
        return this.launchType == LaunchType.FARGATE
                || this.strategy.stream().anyMatch((item) -> Providers.FARGATE.contains(item.capacityProvider()));
    }

}
