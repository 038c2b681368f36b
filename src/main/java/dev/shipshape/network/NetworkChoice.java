package dev.shipshape.network;

import java.util.List;

import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * Where a task that has its own network interface ({@code awsvpc}) is placed.
 *
 * @param subnets their ids, at least one
 * @param securityGroups their ids; empty for the VPC's default one
 * @param publicAddress whether it gets a public IPv4 address, which costs
 */
public record NetworkChoice(List<String> subnets, List<String> securityGroups, boolean publicAddress) {

    /** The choice as ECS takes it. */
    public NetworkConfiguration toAws() {
        return NetworkConfiguration.builder()
            .awsvpcConfiguration(AwsVpcConfiguration.builder()
                .subnets(this.subnets)
                .securityGroups(this.securityGroups)
                .assignPublicIp(this.publicAddress ? AssignPublicIp.ENABLED : AssignPublicIp.DISABLED)
                .build())
            .build();
    }

}
