package dev.shipshape.localaws.ec2.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.DefaultNetwork;
import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Filters;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What comes with every VPC and cannot be changed here: an access list that lets all
 * through, and the options that DHCP gives out.
 */
final class VpcDefaults {

    private final NetworkTables tables;

    private final Filters<NetworkAcl> aclFilters = new Filters<NetworkAcl>()
        .by("network-acl-id", NetworkAcl::networkAclId)
        .by("vpc-id", NetworkAcl::vpcId)
        .by("default", NetworkAcl::isDefault)
        .by("owner-id", NetworkAcl::ownerId)
        .byAny("association.subnet-id",
                (acl) -> acl.associations().stream().map(NetworkAclAssociation::subnetId).toList())
        .byTags(NetworkAcl::tags);

    private final Filters<DhcpOptions> dhcpFilters = new Filters<DhcpOptions>()
        .by("dhcp-options-id", DhcpOptions::dhcpOptionsId)
        .by("owner-id", DhcpOptions::ownerId)
        .byTags(DhcpOptions::tags);

    VpcDefaults(NetworkTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeNetworkAcls", Calls.of(DescribeNetworkAclsRequest::builder, this::describeAcls),
                "DescribeDhcpOptions", Calls.of(DescribeDhcpOptionsRequest::builder, this::describeOptions));
    }

    private DescribeNetworkAclsResponse describeAcls(CallContext context, DescribeNetworkAclsRequest request) {
        List<Subnet> subnets = this.tables.subnets().all(context.region());
        List<NetworkAcl> all = this.tables.vpcs()
            .all(context.region())
            .stream()
            .map((vpc) -> acl(context, vpc, subnets))
            .sorted(Comparator.comparing(NetworkAcl::networkAclId))
            .toList();
        for (String id : request.networkAclIds()) {
            if (all.stream().noneMatch((acl) -> acl.networkAclId().equals(id))) {
                throw Ec2Errors.notFound("InvalidNetworkAclID", "network acl ID", id);
            }
        }
        return DescribeNetworkAclsResponse.builder()
            .networkAcls(this.aclFilters.apply(all, request.filters())
                .stream()
                .filter((acl) -> request.networkAclIds().isEmpty()
                        || request.networkAclIds().contains(acl.networkAclId()))
                .toList())
            .build();
    }

    private static NetworkAcl acl(CallContext context, Vpc vpc, List<Subnet> subnets) {
        DefaultNetwork names = DefaultNetwork.of(context.account(), context.region());
        String id = names.id("acl", vpc.vpcId());
        List<NetworkAclEntry> entries = new ArrayList<>();
        for (boolean egress : new boolean[] { true, false }) {
            entries.add(entry(egress, 100, "allow"));
            entries.add(entry(egress, 32767, "deny"));
        }
        return NetworkAcl.builder()
            .networkAclId(id)
            .vpcId(vpc.vpcId())
            .ownerId(context.account())
            .isDefault(true)
            .entries(entries)
            .associations(subnets.stream()
                .filter((subnet) -> subnet.vpcId().equals(vpc.vpcId()))
                .map((subnet) -> NetworkAclAssociation.builder()
                    .networkAclAssociationId(names.id("aclassoc", subnet.subnetId()))
                    .networkAclId(id)
                    .subnetId(subnet.subnetId())
                    .build())
                .toList())
            .tags(List.of())
            .build();
    }

    private static NetworkAclEntry entry(boolean egress, int number, String action) {
        return NetworkAclEntry.builder()
            .cidrBlock("0.0.0.0/0")
            .egress(egress)
            .protocol("-1")
            .ruleAction(action)
            .ruleNumber(number)
            .build();
    }

    private DescribeDhcpOptionsResponse describeOptions(CallContext context, DescribeDhcpOptionsRequest request) {
        String id = DefaultNetwork.of(context.account(), context.region()).id("dopt");
        String domain = context.region().equals("us-east-1") ? "ec2.internal" : context.region() + ".compute.internal";
        DhcpOptions options = DhcpOptions.builder()
            .dhcpOptionsId(id)
            .ownerId(context.account())
            .dhcpConfigurations(configuration("domain-name", domain),
                    configuration("domain-name-servers", "AmazonProvidedDNS"))
            .tags(List.of())
            .build();
        for (String asked : request.dhcpOptionsIds()) {
            if (!asked.equals(id)) {
                throw Ec2Errors.notFound("InvalidDhcpOptionsID", "dhcpOption ID", asked);
            }
        }
        return DescribeDhcpOptionsResponse.builder()
            .dhcpOptions(this.dhcpFilters.apply(List.of(options), request.filters()))
            .build();
    }

    private static DhcpConfiguration configuration(String key, String value) {
        return DhcpConfiguration.builder().key(key).values(AttributeValue.builder().value(value).build()).build();
    }

}
