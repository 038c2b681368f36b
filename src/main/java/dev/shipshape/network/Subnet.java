package dev.shipshape.network;

/**
 * A subnet.
 *
 * @param id such as {@code subnet-0123}
 * @param zone the availability zone
 * @param isPublic whether what starts in it gets a public address unless told otherwise,
 * which is how the subnets of a default VPC are told from private ones
 */
public record Subnet(String id, String zone, boolean isPublic) {

    static Subnet of(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return new Subnet(subnet.subnetId(), subnet.availabilityZone(),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()));
    }

    /** What a person reads: {@code us-east-1a · public}. */
    public String label() {
        return this.zone + (this.isPublic ? " · public" : " · private");
    }

}
