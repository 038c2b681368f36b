package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.DefaultNetwork;
import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.region.Parts;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Cidr;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Subnets: a range of their VPC's addresses, in one zone. */
final class Subnets {

    private final NetworkTables tables;

    private final Interfaces interfaces;

    Subnets(NetworkTables tables, Interfaces interfaces) {
        this.tables = tables;
        this.interfaces = interfaces;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateSubnet", Calls.of(CreateSubnetRequest::builder, this::create).requiring("VpcId"),
                "DescribeSubnets", Calls.of(DescribeSubnetsRequest::builder, this::describe), "DeleteSubnet",
                Calls.of(DeleteSubnetRequest::builder, this::delete).requiring("SubnetId"), "ModifySubnetAttribute",
                Calls.of(ModifySubnetAttributeRequest::builder, this::modify).requiring("SubnetId"));
    }

    private CreateSubnetResponse create(CallContext context, CreateSubnetRequest request) {
        String region = context.region();
        Vpc vpc = this.tables.vpcs().get(region, request.vpcId());
        if (request.cidrBlock() == null || request.cidrBlock().isEmpty()) {
            throw Ec2Errors.missing("cidrBlock");
        }
        Cidr cidr = Cidr.of(request.cidrBlock(), "cidrBlock");
        boolean fits = vpc.cidrBlockAssociationSet()
            .stream()
            .anyMatch((one) -> Cidr.of(one.cidrBlock(), "cidrBlock").contains(cidr));
        if (cidr.bits() < 16 || cidr.bits() > 28 || !fits) {
            throw new AwsError("InvalidSubnet.Range", "The CIDR '" + request.cidrBlock() + "' is invalid.");
        }
        boolean taken = this.tables.subnets()
            .all(region)
            .stream()
            .filter((subnet) -> vpc.vpcId().equals(subnet.vpcId()))
            .anyMatch((subnet) -> Cidr.of(subnet.cidrBlock(), "cidrBlock").overlaps(cidr));
        if (taken) {
            throw new AwsError("InvalidSubnet.Conflict",
                    "The CIDR '" + request.cidrBlock() + "' conflicts with another subnet");
        }
        TagTable.checkTypes(request.tagSpecifications(), "subnet");
        DefaultNetwork network = DefaultNetwork.of(context.account(), region);
        String asked = (request.availabilityZone() != null) ? request.availabilityZone() : request.availabilityZoneId();
        DefaultNetwork.Zone zone = (asked != null) ? network.zone(asked) : network.subnets().get(0);
        Subnet subnet = Parts.subnet(context.account(), region, Ids.next("subnet"), vpc.vpcId(), cidr.toString())
            .availabilityZone(zone.zone())
            .availabilityZoneId(zone.zoneId())
            .build();
        this.tables.subnets().put(region, subnet);
        this.tables.tags().add(region, subnet.subnetId(), "subnet", request.tagSpecifications());
        return CreateSubnetResponse.builder()
            .subnet(counted(region, this.tables.subnets().get(region, subnet.subnetId())))
            .build();
    }

    private Subnet counted(String region, Subnet subnet) {
        int free = Cidr.of(subnet.cidrBlock(), "cidrBlock").usable() - this.interfaces.count(region, subnet.subnetId());
        return subnet.toBuilder().availableIpAddressCount(free).build();
    }

    private DescribeSubnetsResponse describe(CallContext context, DescribeSubnetsRequest request) {
        List<Subnet> chosen = (request.subnetIds().isEmpty() ? this.tables.subnets().all(context.region())
                : request.subnetIds()
                    .stream()
                    .distinct()
                    .map((id) -> this.tables.subnets().get(context.region(), id))
                    .toList())
            .stream()
            .map((subnet) -> counted(context.region(), subnet))
            .toList();
        Page<Subnet> page = this.tables.subnets()
            .page(chosen, !request.subnetIds().isEmpty(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeSubnetsResponse.builder().subnets(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteSubnetResponse delete(CallContext context, DeleteSubnetRequest request) {
        String region = context.region();
        String id = this.tables.subnets().get(region, request.subnetId()).subnetId();
        if (this.interfaces.count(region, id) > 0) {
            throw Ec2Errors.dependency("The subnet '" + id + "' has dependencies and cannot be deleted.");
        }
        this.tables.routeTables()
            .all(region)
            .stream()
            .filter((table) -> table.associations().stream().anyMatch((one) -> id.equals(one.subnetId())))
            .forEach(
                    (table) -> this.tables.routeTables()
                        .put(region, table.toBuilder()
                            .associations(
                                    table.associations().stream().filter((one) -> !id.equals(one.subnetId())).toList())
                            .build()));
        this.tables.subnets().remove(region, id);
        return DeleteSubnetResponse.builder().build();
    }

    private ModifySubnetAttributeResponse modify(CallContext context, ModifySubnetAttributeRequest request) {
        Subnet.Builder subnet = this.tables.subnets().get(context.region(), request.subnetId()).toBuilder();
        if (request.mapPublicIpOnLaunch() != null) {
            subnet.mapPublicIpOnLaunch(request.mapPublicIpOnLaunch().value());
        }
        if (request.assignIpv6AddressOnCreation() != null) {
            subnet.assignIpv6AddressOnCreation(request.assignIpv6AddressOnCreation().value());
        }
        if (request.enableDns64() != null) {
            subnet.enableDns64(request.enableDns64().value());
        }
        if (request.privateDnsHostnameTypeOnLaunch() != null) {
            String type = request.privateDnsHostnameTypeOnLaunchAsString();
            Subnet before = subnet.build();
            subnet.privateDnsNameOptionsOnLaunch(
                    before.privateDnsNameOptionsOnLaunch().toBuilder().hostnameType(type).build());
        }
        this.tables.subnets().put(context.region(), subnet.build());
        return ModifySubnetAttributeResponse.builder().build();
    }

}
