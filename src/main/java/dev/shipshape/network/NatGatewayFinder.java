package dev.shipshape.network;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cleanup.spi.Finder;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * Finds the NAT gateways of the VPCs that tasks run in. They are shown because they bill,
 * and not removed: others in the VPC may need them.
 */
@Component
class NatGatewayFinder implements Finder {

    private final AwsClients clients;

    private final SharedReads reads;

    NatGatewayFinder(AwsClients clients, SharedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    @Override
    public String key() {
        return "nat-gateway";
    }

    @Override
    public String word() {
        return "NAT gateway";
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    /** All subnets are listed, because one unknown id would fail the whole call. */
    @Override
    public List<Found> find(Connection connection, Survey survey) {
        Set<String> used = survey.used("subnet");
        Set<String> known = survey.known().getOrDefault(key(), Set.of());
        if (used.isEmpty() && known.isEmpty()) {
            return List.of();
        }
        return this.reads.fresh(() -> {
            List<Subnet> subnets = this.clients.ec2(connection)
                .describeSubnetsPaginator(DescribeSubnetsRequest.builder().build())
                .subnets()
                .stream()
                .toList();
            Map<String, String> owners = subnets.stream()
                .collect(Collectors.toMap(Subnet::vpcId, Subnet::ownerId, (one, other) -> one));
            Set<String> inUse = subnets.stream()
                .filter((subnet) -> used.contains(subnet.subnetId()))
                .map(Subnet::vpcId)
                .collect(Collectors.toSet());
            return this.clients.ec2(connection)
                .describeNatGatewaysPaginator(DescribeNatGatewaysRequest.builder()
                    .filter(Filter.builder().name("state").values("pending", "available", "deleting").build())
                    .build())
                .natGateways()
                .stream()
                .filter((gateway) -> inUse.contains(gateway.vpcId()) || known.contains(gateway.natGatewayId()))
                .map((gateway) -> found(connection, String.valueOf(owners.get(gateway.vpcId())), gateway))
                .toList();
        });
    }

    private Found found(Connection connection, String account, NatGateway gateway) {
        Map<String, String> tags = new TreeMap<>();
        gateway.tags().forEach((tag) -> tags.put(tag.key(), (tag.value() != null) ? tag.value() : ""));
        String arn = "arn:" + connection.partition() + ":ec2:" + connection.region() + ":" + account + ":natgateway/"
                + gateway.natGatewayId();
        return Found
            .of(new Resource(key(), gateway.natGatewayId(), gateway.vpcId(), arn, gateway.createTime(),
                    Map.of("billed", "nat")))
            .tagged(tags);
    }

}
