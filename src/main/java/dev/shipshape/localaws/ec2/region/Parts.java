package dev.shipshape.localaws.ec2.region;

import java.util.List;

import dev.shipshape.localaws.ec2.shared.Ids;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/** New parts of networks, as EC2 makes them. */
public final class Parts {

    private Parts() {
    }

    /** A VPC that is available. */
    public static Vpc vpc(String account, String id, String cidr, String association, boolean isDefault, String tenancy,
            String dhcpOptions) {
        return Vpc.builder()
            .vpcId(id)
            .ownerId(account)
            .cidrBlock(cidr)
            .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                .associationId(association)
                .cidrBlock(cidr)
                .cidrBlockState((state) -> state.state("associated"))
                .build())
            .ipv6CidrBlockAssociationSet(List.of())
            .dhcpOptionsId(dhcpOptions)
            .instanceTenancy(tenancy)
            .isDefault(isDefault)
            .state("available")
            .build();
    }

    /** A subnet that is available. */
    public static Subnet.Builder subnet(String account, String region, String id, String vpcId, String cidr) {
        return Subnet.builder()
            .subnetId(id)
            .subnetArn("arn:aws:ec2:" + region + ":" + account + ":subnet/" + id)
            .vpcId(vpcId)
            .ownerId(account)
            .cidrBlock(cidr)
            .defaultForAz(false)
            .mapPublicIpOnLaunch(false)
            .mapCustomerOwnedIpOnLaunch(false)
            .assignIpv6AddressOnCreation(false)
            .ipv6CidrBlockAssociationSet(List.of())
            .enableDns64(false)
            .ipv6Native(false)
            .privateDnsNameOptionsOnLaunch((options) -> options.hostnameType("ip-name")
                .enableResourceNameDnsARecord(false)
                .enableResourceNameDnsAAAARecord(false))
            .state("available");
    }

    /** A security group without its rules. */
    public static SecurityGroup group(String account, String region, String vpcId, String id, String name,
            String description) {
        return SecurityGroup.builder()
            .groupId(id)
            .groupName(name)
            .description(description)
            .vpcId(vpcId)
            .ownerId(account)
            .securityGroupArn("arn:aws:ec2:" + region + ":" + account + ":security-group/" + id)
            .build();
    }

    /** The group that every VPC has. */
    public static SecurityGroup defaultGroup(String account, String region, String vpcId, String id) {
        return group(account, region, vpcId, id, "default", "default VPC security group");
    }

    /** All may go out, and only members of the default group may come in. */
    public static List<SecurityGroupRule> defaultRules(String account, String groupId) {
        return List
            .of(rule(account, groupId, false).referencedGroupInfo((group) -> group.groupId(groupId).userId(account))
                .build(), allOut(account, groupId));
    }

    /** The rule that every new group has. */
    public static SecurityGroupRule allOut(String account, String groupId) {
        return rule(account, groupId, true).cidrIpv4("0.0.0.0/0").build();
    }

    private static SecurityGroupRule.Builder rule(String account, String groupId, boolean egress) {
        return SecurityGroupRule.builder()
            .securityGroupRuleId(Ids.next("sgr"))
            .groupId(groupId)
            .groupOwnerId(account)
            .isEgress(egress)
            .ipProtocol("-1")
            .fromPort(-1)
            .toPort(-1);
    }

    /** A route table whose only route stays inside the VPC. */
    public static RouteTable routeTable(String account, String vpcId, String id, String cidr) {
        return RouteTable.builder()
            .routeTableId(id)
            .vpcId(vpcId)
            .ownerId(account)
            .associations(List.of())
            .propagatingVgws(List.of())
            .routes(route(cidr).gatewayId("local").origin("CreateRouteTable").build())
            .build();
    }

    /** A route table that is the VPC's main one. */
    public static RouteTable mainRouteTable(String account, String vpcId, String id, String association, String cidr) {
        return routeTable(account, vpcId, id, cidr).toBuilder()
            .associations(RouteTableAssociation.builder()
                .main(true)
                .routeTableAssociationId(association)
                .routeTableId(id)
                .associationState((state) -> state.state("associated"))
                .build())
            .build();
    }

    /** A route that is in force. */
    public static Route.Builder route(String cidr) {
        return Route.builder().destinationCidrBlock(cidr).origin("CreateRoute").state("active");
    }

}
