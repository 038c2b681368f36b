package dev.shipshape.localaws.ec2.network;

import java.util.Map;
import java.util.stream.Stream;

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
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * VPCs: made with a main route table and a default security group, which go with it when
 * nothing else is left in it.
 */
final class Vpcs {

    private final NetworkTables tables;

    private final Interfaces interfaces;

    private final VpcAttributes attributes;

    Vpcs(NetworkTables tables, Interfaces interfaces, VpcAttributes attributes) {
        this.tables = tables;
        this.interfaces = interfaces;
        this.attributes = attributes;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateVpc", Calls.of(CreateVpcRequest::builder, this::create), "DescribeVpcs",
                Calls.of(DescribeVpcsRequest::builder, this::describe), "DeleteVpc",
                Calls.of(DeleteVpcRequest::builder, this::delete).requiring("VpcId"));
    }

    private CreateVpcResponse create(CallContext context, CreateVpcRequest request) {
        if (request.cidrBlock() == null || request.cidrBlock().isEmpty()) {
            throw Ec2Errors.missing("cidrBlock");
        }
        Cidr cidr = Cidr.of(request.cidrBlock(), "cidrBlock");
        if (cidr.bits() < 16 || cidr.bits() > 28) {
            throw new AwsError("InvalidVpc.Range", "The CIDR '" + request.cidrBlock() + "' is invalid.");
        }
        String tenancy = (request.instanceTenancyAsString() != null) ? request.instanceTenancyAsString() : "default";
        if (!tenancy.equals("default") && !tenancy.equals("dedicated")) {
            throw new AwsError("UnsupportedTenancy", "The tenancy value " + tenancy + " is not supported.");
        }
        TagTable.checkTypes(request.tagSpecifications(), "vpc");
        String region = context.region();
        String account = context.account();
        Vpc vpc = Parts.vpc(account, Ids.next("vpc"), cidr.toString(), Ids.next("vpc-cidr-assoc"), false, tenancy,
                DefaultNetwork.of(account, region).id("dopt"));
        this.tables.vpcs().put(region, vpc);
        this.tables.tags().add(region, vpc.vpcId(), "vpc", request.tagSpecifications());
        this.tables.routeTables()
            .put(region,
                    Parts.mainRouteTable(account, vpc.vpcId(), Ids.next("rtb"), Ids.next("rtbassoc"), cidr.toString()));
        String group = Ids.next("sg");
        this.tables.groups().put(region, Parts.defaultGroup(account, region, vpc.vpcId(), group));
        this.tables.rules().put(region, group, Parts.defaultRules(account, group));
        Vpc made = this.tables.vpcs().get(region, vpc.vpcId());
        return CreateVpcResponse.builder().vpc(made.toBuilder().state("pending").build()).build();
    }

    private DescribeVpcsResponse describe(CallContext context, DescribeVpcsRequest request) {
        Page<Vpc> page = this.tables.vpcs()
            .page(context, request.vpcIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeVpcsResponse.builder().vpcs(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteVpcResponse delete(CallContext context, DeleteVpcRequest request) {
        String region = context.region();
        String id = this.tables.vpcs().get(region, request.vpcId()).vpcId();
        if (isNeeded(region, id)) {
            throw Ec2Errors.dependency("The vpc '" + id + "' has dependencies and cannot be deleted.");
        }
        this.tables.groupNamed(region, id, "default").ifPresent((group) -> {
            this.tables.groups().remove(region, group.groupId());
            this.tables.rules().remove(region, group.groupId());
        });
        this.tables.routeTables()
            .all(region)
            .stream()
            .filter((table) -> id.equals(table.vpcId()))
            .forEach((table) -> this.tables.routeTables().remove(region, table.routeTableId()));
        this.attributes.forget(region, id);
        this.tables.vpcs().remove(region, id);
        return DeleteVpcResponse.builder().build();
    }

    private boolean isNeeded(String region, String id) {
        Stream<String> needing = Stream
            .of(this.tables.subnets().all(region).stream().map((subnet) -> subnet.vpcId()),
                    this.tables.groups()
                        .all(region)
                        .stream()
                        .filter((group) -> !group.groupName().equals("default"))
                        .map((group) -> group.vpcId()),
                    this.tables.routeTables()
                        .all(region)
                        .stream()
                        .filter((table) -> table.associations().stream().noneMatch(Vpcs::isMain))
                        .map((table) -> table.vpcId()),
                    this.tables.gateways()
                        .all(region)
                        .stream()
                        .flatMap((gateway) -> gateway.attachments().stream().map((one) -> one.vpcId())),
                    this.tables.natGateways()
                        .all(region)
                        .stream()
                        .filter((gateway) -> gateway.state() != NatGatewayState.DELETED)
                        .map((gateway) -> gateway.vpcId()),
                    this.tables.endpoints().all(region).stream().map((endpoint) -> endpoint.vpcId()),
                    this.interfaces.all(region).stream().map((one) -> one.vpcId()))
            .flatMap((ids) -> ids);
        return this.interfaces.isInVpc(region, id) || needing.anyMatch(id::equals);
    }

    private static boolean isMain(RouteTableAssociation association) {
        return Boolean.TRUE.equals(association.main());
    }

}
