package dev.shipshape.network;

import java.util.List;

/**
 * A VPC.
 *
 * @param id such as {@code vpc-0123}
 * @param cidr its IPv4 range
 * @param isDefault whether it is the region's default VPC
 * @param subnets by availability zone
 * @param securityGroups by name
 */
public record Vpc(String id, String cidr, boolean isDefault, List<Subnet> subnets, List<SecurityGroup> securityGroups) {

    static Vpc of(software.amazon.awssdk.services.ec2.model.Vpc vpc, List<Subnet> subnets,
            List<SecurityGroup> securityGroups) {
        return new Vpc(vpc.vpcId(), vpc.cidrBlock(), Boolean.TRUE.equals(vpc.isDefault()), subnets, securityGroups);
    }

    /** What a person reads: {@code Default VPC vpc-0123 · 172.31.0.0/16}. */
    public String label() {
        return (this.isDefault ? "Default VPC " : "VPC ") + this.id + " · " + this.cidr;
    }

}
