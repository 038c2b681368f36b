package dev.shipshape.localaws.ecs.services.deployments;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.ServiceConnectConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceVolumeConfiguration;
import software.amazon.awssdk.services.ecs.model.VpcLatticeConfiguration;

/**
 * What a deployment says and a service does not: ECS shows these on deployments only.
 *
 * @param serviceConnect Service Connect, or null
 * @param volumes the volumes configured at launch
 * @param lattice the target groups of VPC Lattice
 */
public record Extras(@Nullable ServiceConnectConfiguration serviceConnect, List<ServiceVolumeConfiguration> volumes,
        List<VpcLatticeConfiguration> lattice) {

    /** The extras of a deployment. */
    public static Extras of(Deployment deployment) {
        return new Extras(deployment.serviceConnectConfiguration(), List.copyOf(deployment.volumeConfigurations()),
                List.copyOf(deployment.vpcLatticeConfigurations()));
    }

}
