package dev.shipshape.localaws.ec2;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/** The default VPC, its subnets, its security group. */
final class Vpcs {

    /** A /20 less the five addresses that AWS keeps for itself. */
    private static final int ADDRESSES = 4091;

    private final Described<Vpc> vpcs = new Described<>("InvalidVpcID", "vpc ID", "vpc-", Vpc::vpcId,
            new Filters<Vpc>().by("vpc-id", Vpc::vpcId)
                .by("is-default", Vpc::isDefault)
                .by("isDefault", Vpc::isDefault)
                .by("state", Vpc::stateAsString)
                .by("cidr", Vpc::cidrBlock)
                .by("cidr-block-association.cidr-block", Vpc::cidrBlock)
                .by("dhcp-options-id", Vpc::dhcpOptionsId)
                .by("owner-id", Vpc::ownerId));

    private final Described<Subnet> subnets = new Described<>("InvalidSubnetID", "subnet ID", "subnet-",
            Subnet::subnetId,
            new Filters<Subnet>().by("subnet-id", Subnet::subnetId)
                .by("vpc-id", Subnet::vpcId)
                .by("availability-zone", Subnet::availabilityZone)
                .by("availabilityZone", Subnet::availabilityZone)
                .by("availability-zone-id", Subnet::availabilityZoneId)
                .by("default-for-az", Subnet::defaultForAz)
                .by("defaultForAz", Subnet::defaultForAz)
                .by("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
                .by("state", Subnet::stateAsString)
                .by("cidr-block", Subnet::cidrBlock)
                .by("subnet-arn", Subnet::subnetArn)
                .by("owner-id", Subnet::ownerId));

    private final Described<SecurityGroup> groups = new Described<>("InvalidGroup", "security group", "sg-",
            SecurityGroup::groupId,
            new Filters<SecurityGroup>().by("group-id", SecurityGroup::groupId)
                .by("group-name", SecurityGroup::groupName)
                .by("vpc-id", SecurityGroup::vpcId)
                .by("description", SecurityGroup::description)
                .by("owner-id", SecurityGroup::ownerId));

    private final NetworkInterfaces interfaces;

    Vpcs(NetworkInterfaces interfaces) {
        this.interfaces = interfaces;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeVpcs", Operation.of(DescribeVpcsRequest::builder, this::describeVpcs), "DescribeSubnets",
                Operation.of(DescribeSubnetsRequest::builder, this::describeSubnets), "DescribeSecurityGroups",
                Operation.of(DescribeSecurityGroupsRequest::builder, this::describeGroups));
    }

    private DescribeVpcsResponse describeVpcs(CallContext context, DescribeVpcsRequest request) {
        DefaultNetwork network = DefaultNetwork.of(context.account(), context.region());
        Page<Vpc> page = this.vpcs.page(List.of(vpc(network)), request.vpcIds(), request.filters(),
                request.maxResults(), request.nextToken());
        return DescribeVpcsResponse.builder().vpcs(page.items()).nextToken(page.nextToken()).build();
    }

    private static Vpc vpc(DefaultNetwork network) {
        return Vpc.builder()
            .vpcId(network.vpcId())
            .ownerId(network.account())
            .cidrBlock(DefaultNetwork.CIDR)
            .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                .associationId(network.id("vpc-cidr-assoc"))
                .cidrBlock(DefaultNetwork.CIDR)
                .cidrBlockState((state) -> state.state("associated"))
                .build())
            .dhcpOptionsId(network.id("dopt"))
            .instanceTenancy(Tenancy.DEFAULT)
            .isDefault(true)
            .state("available")
            .build();
    }

    private DescribeSubnetsResponse describeSubnets(CallContext context, DescribeSubnetsRequest request) {
        DefaultNetwork network = DefaultNetwork.of(context.account(), context.region());
        List<Subnet> all = network.subnets().stream().map((zone) -> subnet(network, zone)).toList();
        Page<Subnet> page = this.subnets.page(all, request.subnetIds(), request.filters(), request.maxResults(),
                request.nextToken());
        return DescribeSubnetsResponse.builder().subnets(page.items()).nextToken(page.nextToken()).build();
    }

    private Subnet subnet(DefaultNetwork network, DefaultNetwork.Zone zone) {
        return Subnet.builder()
            .subnetId(zone.subnetId())
            .subnetArn(zone.arn(network))
            .vpcId(network.vpcId())
            .ownerId(network.account())
            .availabilityZone(zone.zone())
            .availabilityZoneId(zone.zoneId())
            .cidrBlock(zone.cidr())
            .availableIpAddressCount(ADDRESSES - this.interfaces.in(network.region(), zone.subnetId()))
            .defaultForAz(true)
            .mapPublicIpOnLaunch(true)
            .assignIpv6AddressOnCreation(false)
            .state("available")
            .build();
    }

    private DescribeSecurityGroupsResponse describeGroups(CallContext context, DescribeSecurityGroupsRequest request) {
        SecurityGroup group = group(DefaultNetwork.of(context.account(), context.region()));
        for (String name : request.groupNames()) {
            if (!name.equals(group.groupName())) {
                throw Ec2Errors.notFound("InvalidGroup", "security group", name);
            }
        }
        List<Filter> filters = request.groupNames().isEmpty() ? request.filters()
                : Stream
                    .concat(request.filters().stream(),
                            Stream.of(Filter.builder().name("group-name").values(request.groupNames()).build()))
                    .toList();
        Page<SecurityGroup> page = this.groups.page(List.of(group), request.groupIds(), filters, request.maxResults(),
                request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
            .securityGroups(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    /** All may go out, and only members of the group may come in. */
    private static SecurityGroup group(DefaultNetwork network) {
        return SecurityGroup.builder()
            .groupId(network.securityGroupId())
            .groupName("default")
            .description("default VPC security group")
            .vpcId(network.vpcId())
            .ownerId(network.account())
            .securityGroupArn("arn:aws:ec2:" + network.region() + ":" + network.account() + ":security-group/"
                    + network.securityGroupId())
            .ipPermissions(IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(
                        UserIdGroupPair.builder().groupId(network.securityGroupId()).userId(network.account()).build())
                .build())
            .ipPermissionsEgress(IpPermission.builder()
                .ipProtocol("-1")
                .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                .build())
            .build();
    }

}
