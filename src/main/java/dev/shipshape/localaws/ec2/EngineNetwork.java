package dev.shipshape.localaws.ec2;

import java.util.Optional;

import dev.shipshape.localaws.engine.Network;
import dev.shipshape.localaws.protocol.CallContext;

/** The default network as the tasks' engine asks for it. */
public final class EngineNetwork implements Network {

    @Override
    public Optional<Subnet> subnet(String region, String subnetId) {
        DefaultNetwork network = network(region);
        return network.subnets()
            .stream()
            .filter((zone) -> zone.subnetId().equals(subnetId))
            .map((zone) -> new Subnet(subnetId, network.vpcId(), zone.zone(), zone.cidr()))
            .findFirst();
    }

    @Override
    public boolean hasSecurityGroup(String region, String vpcId, String groupId) {
        DefaultNetwork network = network(region);
        return network.vpcId().equals(vpcId) && network.securityGroupId().equals(groupId);
    }

    @Override
    public String defaultSecurityGroup(String region, String vpcId) {
        return network(region).securityGroupId();
    }

    private static DefaultNetwork network(String region) {
        return DefaultNetwork.of(CallContext.ACCOUNT, region);
    }

}
