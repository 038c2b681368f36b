package dev.shipshape.localaws.ec2.region;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.shipshape.localaws.ec2.shared.Filters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The filters that the EC2 API reference lists for each part of a network. */
final class NetworkFilters {

    private NetworkFilters() {
    }

    static Filters<Vpc> vpcs() {
        return new Filters<Vpc>().by("vpc-id", Vpc::vpcId)
            .by("is-default", Vpc::isDefault)
            .by("isDefault", Vpc::isDefault)
            .by("state", Vpc::stateAsString)
            .by("cidr", Vpc::cidrBlock)
            .by("cidrBlock", Vpc::cidrBlock)
            .byAny("cidr-block-association.cidr-block",
                    (vpc) -> values(vpc.cidrBlockAssociationSet(), VpcCidrBlockAssociation::cidrBlock))
            .byAny("cidr-block-association.association-id",
                    (vpc) -> values(vpc.cidrBlockAssociationSet(), VpcCidrBlockAssociation::associationId))
            .byAny("cidr-block-association.state",
                    (vpc) -> values(vpc.cidrBlockAssociationSet(), (one) -> one.cidrBlockState().stateAsString()))
            .by("dhcp-options-id", Vpc::dhcpOptionsId)
            .by("dhcpOptionsId", Vpc::dhcpOptionsId)
            .by("owner-id", Vpc::ownerId)
            .byTags(Vpc::tags);
    }

    static Filters<Subnet> subnets() {
        return new Filters<Subnet>().by("subnet-id", Subnet::subnetId)
            .by("vpc-id", Subnet::vpcId)
            .by("availability-zone", Subnet::availabilityZone)
            .by("availabilityZone", Subnet::availabilityZone)
            .by("availability-zone-id", Subnet::availabilityZoneId)
            .by("availabilityZoneId", Subnet::availabilityZoneId)
            .by("available-ip-address-count", Subnet::availableIpAddressCount)
            .by("default-for-az", Subnet::defaultForAz)
            .by("defaultForAz", Subnet::defaultForAz)
            .by("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
            .by("state", Subnet::stateAsString)
            .by("cidr-block", Subnet::cidrBlock)
            .by("cidr", Subnet::cidrBlock)
            .by("cidrBlock", Subnet::cidrBlock)
            .by("subnet-arn", Subnet::subnetArn)
            .by("owner-id", Subnet::ownerId)
            .byTags(Subnet::tags);
    }

    static Filters<SecurityGroup> groups() {
        Filters<SecurityGroup> filters = new Filters<SecurityGroup>().by("group-id", SecurityGroup::groupId)
            .by("group-name", SecurityGroup::groupName)
            .by("vpc-id", SecurityGroup::vpcId)
            .by("description", SecurityGroup::description)
            .by("owner-id", SecurityGroup::ownerId)
            .byTags(SecurityGroup::tags);
        permissions(filters, "ip-permission.", SecurityGroup::ipPermissions);
        permissions(filters, "egress.ip-permission.", SecurityGroup::ipPermissionsEgress);
        return filters;
    }

    private static void permissions(Filters<SecurityGroup> filters, String prefix,
            Function<SecurityGroup, List<IpPermission>> of) {
        filters
            .byAny(prefix + "cidr",
                    (group) -> nested(of.apply(group), (one) -> values(one.ipRanges(), IpRange::cidrIp)))
            .byAny(prefix + "from-port", (group) -> values(of.apply(group), IpPermission::fromPort))
            .byAny(prefix + "to-port", (group) -> values(of.apply(group), IpPermission::toPort))
            .byAny(prefix + "protocol", (group) -> values(of.apply(group), IpPermission::ipProtocol))
            .byAny(prefix + "group-id",
                    (group) -> nested(of.apply(group),
                            (one) -> values(one.userIdGroupPairs(), UserIdGroupPair::groupId)))
            .byAny(prefix + "group-name",
                    (group) -> nested(of.apply(group),
                            (one) -> values(one.userIdGroupPairs(), UserIdGroupPair::groupName)))
            .byAny(prefix + "user-id",
                    (group) -> nested(of.apply(group),
                            (one) -> values(one.userIdGroupPairs(), UserIdGroupPair::userId)))
            .byAny(prefix + "ipv6-cidr",
                    (group) -> nested(of.apply(group), (one) -> values(one.ipv6Ranges(), (range) -> range.cidrIpv6())))
            .byAny(prefix + "prefix-list-id", (group) -> nested(of.apply(group),
                    (one) -> values(one.prefixListIds(), (list) -> list.prefixListId())));
    }

    static Filters<NetworkInterface> interfaces() {
        return new Filters<NetworkInterface>().by("network-interface-id", NetworkInterface::networkInterfaceId)
            .by("subnet-id", NetworkInterface::subnetId)
            .by("vpc-id", NetworkInterface::vpcId)
            .by("availability-zone", NetworkInterface::availabilityZone)
            .by("private-ip-address", NetworkInterface::privateIpAddress)
            .by("private-dns-name", NetworkInterface::privateDnsName)
            .byAny("addresses.private-ip-address",
                    (one) -> values(one.privateIpAddresses(), (address) -> address.privateIpAddress()))
            .byAny("addresses.primary", (one) -> values(one.privateIpAddresses(), (address) -> address.primary()))
            .by("addresses.association.public-ip", (one) -> association(one, NetworkInterfaceAssociation::publicIp))
            .by("association.public-ip", (one) -> association(one, NetworkInterfaceAssociation::publicIp))
            .by("association.allocation-id", (one) -> association(one, NetworkInterfaceAssociation::allocationId))
            .by("association.association-id", (one) -> association(one, NetworkInterfaceAssociation::associationId))
            .by("association.ip-owner-id", (one) -> association(one, NetworkInterfaceAssociation::ipOwnerId))
            .by("association.public-dns-name", (one) -> association(one, NetworkInterfaceAssociation::publicDnsName))
            .by("attachment.attachment-id", (one) -> attachment(one, NetworkInterfaceAttachment::attachmentId))
            .by("attachment.instance-id", (one) -> attachment(one, NetworkInterfaceAttachment::instanceId))
            .by("attachment.instance-owner-id", (one) -> attachment(one, NetworkInterfaceAttachment::instanceOwnerId))
            .by("attachment.device-index", (one) -> attachment(one, NetworkInterfaceAttachment::deviceIndex))
            .by("attachment.status", (one) -> attachment(one, NetworkInterfaceAttachment::statusAsString))
            .by("attachment.delete-on-termination",
                    (one) -> attachment(one, NetworkInterfaceAttachment::deleteOnTermination))
            .by("status", NetworkInterface::statusAsString)
            .by("description", NetworkInterface::description)
            .by("mac-address", NetworkInterface::macAddress)
            .by("interface-type", NetworkInterface::interfaceTypeAsString)
            .by("requester-id", NetworkInterface::requesterId)
            .by("requester-managed", NetworkInterface::requesterManaged)
            .by("source-dest-check", NetworkInterface::sourceDestCheck)
            .by("owner-id", NetworkInterface::ownerId)
            .byAny("group-id", (one) -> values(one.groups(), GroupIdentifier::groupId))
            .byAny("group-name", (one) -> values(one.groups(), GroupIdentifier::groupName))
            .byTags(NetworkInterface::tagSet);
    }

    private static @Nullable Object association(NetworkInterface one,
            Function<NetworkInterfaceAssociation, @Nullable Object> fact) {
        NetworkInterfaceAssociation association = one.association();
        return (association != null) ? fact.apply(association) : null;
    }

    private static @Nullable Object attachment(NetworkInterface one,
            Function<NetworkInterfaceAttachment, @Nullable Object> fact) {
        NetworkInterfaceAttachment attachment = one.attachment();
        return (attachment != null) ? fact.apply(attachment) : null;
    }

    static Filters<RouteTable> routeTables() {
        return new Filters<RouteTable>().by("route-table-id", RouteTable::routeTableId)
            .by("vpc-id", RouteTable::vpcId)
            .by("owner-id", RouteTable::ownerId)
            .byAny("association.main", (table) -> values(table.associations(), RouteTableAssociation::main))
            .byAny("association.subnet-id", (table) -> values(table.associations(), RouteTableAssociation::subnetId))
            .byAny("association.gateway-id", (table) -> values(table.associations(), RouteTableAssociation::gatewayId))
            .byAny("association.route-table-id",
                    (table) -> values(table.associations(), RouteTableAssociation::routeTableId))
            .byAny("association.route-table-association-id",
                    (table) -> values(table.associations(), RouteTableAssociation::routeTableAssociationId))
            .byAny("route.gateway-id", (table) -> values(table.routes(), Route::gatewayId))
            .byAny("route.nat-gateway-id", (table) -> values(table.routes(), Route::natGatewayId))
            .byAny("route.instance-id", (table) -> values(table.routes(), Route::instanceId))
            .byAny("route.destination-cidr-block", (table) -> values(table.routes(), Route::destinationCidrBlock))
            .byAny("route.origin", (table) -> values(table.routes(), Route::originAsString))
            .byAny("route.state", (table) -> values(table.routes(), Route::stateAsString))
            .byTags(RouteTable::tags);
    }

    static Filters<InternetGateway> gateways() {
        return new Filters<InternetGateway>().by("internet-gateway-id", InternetGateway::internetGatewayId)
            .by("owner-id", InternetGateway::ownerId)
            .byAny("attachment.vpc-id", (gateway) -> values(gateway.attachments(), InternetGatewayAttachment::vpcId))
            .byAny("attachment.state",
                    (gateway) -> values(gateway.attachments(), InternetGatewayAttachment::stateAsString))
            .byTags(InternetGateway::tags);
    }

    static Filters<NatGateway> natGateways() {
        return new Filters<NatGateway>().by("nat-gateway-id", NatGateway::natGatewayId)
            .by("state", NatGateway::stateAsString)
            .by("subnet-id", NatGateway::subnetId)
            .by("vpc-id", NatGateway::vpcId)
            .byTags(NatGateway::tags);
    }

    static Filters<Address> addresses() {
        return new Filters<Address>().by("allocation-id", Address::allocationId)
            .by("association-id", Address::associationId)
            .by("domain", Address::domainAsString)
            .by("instance-id", Address::instanceId)
            .by("network-border-group", Address::networkBorderGroup)
            .by("network-interface-id", Address::networkInterfaceId)
            .by("network-interface-owner-id", Address::networkInterfaceOwnerId)
            .by("private-ip-address", Address::privateIpAddress)
            .by("public-ip", Address::publicIp)
            .byTags(Address::tags);
    }

    static Filters<VpcEndpoint> endpoints() {
        return new Filters<VpcEndpoint>().by("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
            .by("vpc-endpoint-state", VpcEndpoint::stateAsString)
            .by("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
            .by("service-name", VpcEndpoint::serviceName)
            .by("vpc-id", VpcEndpoint::vpcId)
            .byTags(VpcEndpoint::tags);
    }

    /** The values of a fact that each part may lack, as text. */
    static <T> List<String> values(List<T> parts, Function<T, @Nullable Object> fact) {
        return parts.stream().map(fact).filter(Objects::nonNull).map(String::valueOf).toList();
    }

    private static <T> List<String> nested(List<T> parts, Function<T, List<String>> facts) {
        return parts.stream().flatMap((part) -> Stream.of(facts.apply(part)).flatMap(List::stream)).toList();
    }

}
