package dev.shipshape.localaws.engine;

import java.util.Optional;

/** The subnets and security groups that tasks are put into. */
public interface Network {

    /** The subnet with this id, such as {@code subnet-0a1b2c3d}; empty if none. */
    Optional<Subnet> subnet(String region, String subnetId);

    /** Whether the region has this VPC. */
    boolean hasVpc(String region, String vpcId);

    /** Whether the VPC has this security group. */
    boolean hasSecurityGroup(String region, String vpcId, String groupId);

    /** The id of the VPC's security group called {@code default}. */
    String defaultSecurityGroup(String region, String vpcId);

    /**
     * What the engine needs to know of a subnet.
     *
     * @param subnetId its id
     * @param vpcId the VPC that it is part of
     * @param availabilityZone such as {@code us-east-1a}
     * @param cidr its IPv4 range, such as {@code 172.31.0.0/20}
     */
    record Subnet(String subnetId, String vpcId, String availabilityZone, String cidr) {
    }

}
