package dev.shipshape.localaws.ec2.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.shipshape.localaws.ec2.shared.Kind;
import dev.shipshape.localaws.ec2.shared.Naming;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * What the networks of each region consist of. A region that nobody looked at yet gets
 * its {@link DefaultNetwork} at the first look.
 */
public final class NetworkTables {

    private final Table<Prepared> prepared;

    private final TagTable tags;

    private final RuleTable rules;

    private final Kind<Vpc> vpcs;

    private final Kind<Subnet> subnets;

    private final Kind<SecurityGroup> groups;

    private final Kind<NetworkInterface> interfaces;

    private final Kind<RouteTable> routeTables;

    private final Kind<InternetGateway> gateways;

    private final Kind<NatGateway> natGateways;

    private final Kind<Address> addresses;

    private final Kind<VpcEndpoint> endpoints;

    /** The networks in a store. */
    public NetworkTables(Store store, TagTable tags) {
        this.prepared = store.records("ec2.regions", Prepared.class);
        this.tags = tags;
        this.rules = new RuleTable(store);
        this.vpcs = new Kind<>(store, tags, new Naming("vpc", "vpc", "InvalidVpcID", "vpc ID"), Vpc::builder,
                Vpc::vpcId, (vpc, own) -> vpc.toBuilder().tags(own).build(), NetworkFilters.vpcs(), this::prepare);
        this.subnets = new Kind<>(store, tags, new Naming("subnet", "subnet", "InvalidSubnetID", "subnet ID"),
                Subnet::builder, Subnet::subnetId, (subnet, own) -> subnet.toBuilder().tags(own).build(),
                NetworkFilters.subnets(), this::prepare);
        this.groups = new Kind<>(store, tags, new Naming("sg", "security-group", "InvalidGroup", "security group"),
                SecurityGroup::builder, SecurityGroup::groupId, (group, own) -> group.toBuilder().tags(own).build(),
                NetworkFilters.groups(), this::prepare);
        this.interfaces = new Kind<>(store, tags,
                new Naming("eni", "network-interface", "InvalidNetworkInterfaceID", "networkInterface ID"),
                NetworkInterface::builder, NetworkInterface::networkInterfaceId,
                (one, own) -> one.toBuilder().tagSet(own).build(), NetworkFilters.interfaces(), this::prepare);
        this.routeTables = new Kind<>(store, tags,
                new Naming("rtb", "route-table", "InvalidRouteTableID", "routeTable ID"), RouteTable::builder,
                RouteTable::routeTableId, (table, own) -> table.toBuilder().tags(own).build(),
                NetworkFilters.routeTables(), this::prepare);
        this.gateways = new Kind<>(store, tags,
                new Naming("igw", "internet-gateway", "InvalidInternetGatewayID", "internetGateway ID"),
                InternetGateway::builder, InternetGateway::internetGatewayId,
                (gateway, own) -> gateway.toBuilder().tags(own).build(), NetworkFilters.gateways(), this::prepare);
        this.natGateways = new Kind<>(store, tags, new Naming("nat", "natgateway", "NatGateway", "NatGateway"),
                NatGateway::builder, NatGateway::natGatewayId, (gateway, own) -> gateway.toBuilder().tags(own).build(),
                NetworkFilters.natGateways(), this::prepare);
        this.addresses = new Kind<>(store, tags,
                new Naming("eipalloc", "elastic-ip", "InvalidAllocationID", "allocation ID"), Address::builder,
                Address::allocationId, (address, own) -> address.toBuilder().tags(own).build(),
                NetworkFilters.addresses(), this::prepare);
        this.endpoints = new Kind<>(store, tags,
                new Naming("vpce", "vpc-endpoint", "InvalidVpcEndpointId", "Vpc Endpoint Id"), VpcEndpoint::builder,
                VpcEndpoint::vpcEndpointId, (endpoint, own) -> endpoint.toBuilder().tags(own).build(),
                NetworkFilters.endpoints(), this::prepare);
    }

    private void prepare(String region) {
        if (this.prepared.find(region).isEmpty()) {
            this.prepared.put(region, new Prepared(region));
            DefaultNetwork.of(CallContext.ACCOUNT, region).into(this);
        }
    }

    /** The tags of everything. */
    public TagTable tags() {
        return this.tags;
    }

    /** The VPCs. */
    public Kind<Vpc> vpcs() {
        return this.vpcs;
    }

    /** The subnets. Their count of free addresses is not kept. */
    public Kind<Subnet> subnets() {
        return this.subnets;
    }

    /** The security groups, without their rules. */
    public Kind<SecurityGroup> groups() {
        return this.groups;
    }

    /** The interfaces that are not a task's. */
    public Kind<NetworkInterface> interfaces() {
        return this.interfaces;
    }

    /** The route tables. */
    public Kind<RouteTable> routeTables() {
        return this.routeTables;
    }

    /** The internet gateways. */
    public Kind<InternetGateway> gateways() {
        return this.gateways;
    }

    /** The NAT gateways. */
    public Kind<NatGateway> natGateways() {
        return this.natGateways;
    }

    /** The Elastic IP addresses. */
    public Kind<Address> addresses() {
        return this.addresses;
    }

    /** The VPC endpoints. */
    public Kind<VpcEndpoint> endpoints() {
        return this.endpoints;
    }

    /** The rules of the security groups. */
    public RuleTable rules() {
        return this.rules;
    }

    /** All kinds that can have tags. */
    public List<Kind<?>> kinds() {
        return new ArrayList<>(Stream
            .of(this.vpcs, this.subnets, this.groups, this.interfaces, this.routeTables, this.gateways,
                    this.natGateways, this.addresses, this.endpoints)
            .toList());
    }

    /** The default VPC of a region; empty if it was deleted. */
    public Optional<Vpc> defaultVpc(String region) {
        return this.vpcs.all(region).stream().filter((vpc) -> Boolean.TRUE.equals(vpc.isDefault())).findFirst();
    }

    /** The security group of this name in a VPC. */
    public Optional<SecurityGroup> groupNamed(String region, String vpcId, String name) {
        return this.groups.all(region)
            .stream()
            .filter((group) -> vpcId.equals(group.vpcId()) && name.equals(group.groupName()))
            .findFirst();
    }

    record Prepared(String region) {
    }

}
