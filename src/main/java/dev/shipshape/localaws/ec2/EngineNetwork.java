package dev.shipshape.localaws.ec2;

import java.util.Optional;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.engine.Network;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** EC2's subnets and security groups as the tasks' engine asks for them. */
final class EngineNetwork implements Network {

    private final NetworkTables tables;

    EngineNetwork(NetworkTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Subnet> subnet(String region, String subnetId) {
        return this.tables.subnets()
            .find(region, subnetId)
            .map((subnet) -> new Subnet(subnetId, subnet.vpcId(), subnet.availabilityZone(), subnet.cidrBlock()));
    }

    @Override
    public boolean hasVpc(String region, String vpcId) {
        return this.tables.vpcs().find(region, vpcId).isPresent();
    }

    @Override
    public boolean hasSecurityGroup(String region, String vpcId, String groupId) {
        return this.tables.groups().find(region, groupId).filter((group) -> vpcId.equals(group.vpcId())).isPresent();
    }

    @Override
    public String defaultSecurityGroup(String region, String vpcId) {
        return this.tables.groupNamed(region, vpcId, "default").map(SecurityGroup::groupId).orElseThrow();
    }

}
