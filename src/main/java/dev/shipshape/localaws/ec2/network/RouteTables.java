package dev.shipshape.localaws.ec2.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.region.Parts;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Route tables, and which subnets go by them; the others go by their VPC's main one. */
final class RouteTables {

    private final NetworkTables tables;

    RouteTables(NetworkTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRouteTable", Calls.of(CreateRouteTableRequest::builder, this::create).requiring("VpcId"),
                "DescribeRouteTables", Calls.of(DescribeRouteTablesRequest::builder, this::describe),
                "DeleteRouteTable", Calls.of(DeleteRouteTableRequest::builder, this::delete).requiring("RouteTableId"),
                "AssociateRouteTable",
                Calls.of(AssociateRouteTableRequest::builder, this::associate).requiring("RouteTableId"),
                "DisassociateRouteTable",
                Calls.of(DisassociateRouteTableRequest::builder, this::disassociate).requiring("AssociationId"),
                "ReplaceRouteTableAssociation", Calls.of(ReplaceRouteTableAssociationRequest::builder, this::replace)
                    .requiring("AssociationId", "RouteTableId"));
    }

    private CreateRouteTableResponse create(CallContext context, CreateRouteTableRequest request) {
        Vpc vpc = this.tables.vpcs().get(context.region(), request.vpcId());
        TagTable.checkTypes(request.tagSpecifications(), "route-table");
        String id = Ids.next("rtb");
        this.tables.routeTables()
            .put(context.region(), Parts.routeTable(context.account(), vpc.vpcId(), id, vpc.cidrBlock()));
        this.tables.tags().add(context.region(), id, "route-table", request.tagSpecifications());
        return CreateRouteTableResponse.builder()
            .routeTable(this.tables.routeTables().get(context.region(), id))
            .build();
    }

    private DescribeRouteTablesResponse describe(CallContext context, DescribeRouteTablesRequest request) {
        Page<RouteTable> page = this.tables.routeTables()
            .page(context, request.routeTableIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeRouteTablesResponse.builder().routeTables(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteRouteTableResponse delete(CallContext context, DeleteRouteTableRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        if (!table.associations().isEmpty()) {
            throw Ec2Errors
                .dependency("The routeTable '" + table.routeTableId() + "' has dependencies and cannot be deleted.");
        }
        this.tables.routeTables().remove(context.region(), table.routeTableId());
        return DeleteRouteTableResponse.builder().build();
    }

    private AssociateRouteTableResponse associate(CallContext context, AssociateRouteTableRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        if (request.subnetId() == null) {
            throw Ec2Errors.missing("subnetId or gatewayId");
        }
        Subnet subnet = this.tables.subnets().get(context.region(), request.subnetId());
        if (!subnet.vpcId().equals(table.vpcId())) {
            throw Ec2Errors.invalidValue("Route table " + table.routeTableId() + " and subnet " + subnet.subnetId()
                    + " belong to different networks");
        }
        Optional<RouteTable> holding = this.tables.routeTables()
            .all(context.region())
            .stream()
            .filter((
                    other) -> other.associations().stream().anyMatch((one) -> subnet.subnetId().equals(one.subnetId())))
            .findFirst();
        if (holding.isPresent()) {
            return holding.get()
                .associations()
                .stream()
                .filter((one) -> subnet.subnetId().equals(one.subnetId())
                        && table.routeTableId().equals(one.routeTableId()))
                .findFirst()
                .map((one) -> answer(one.routeTableAssociationId()))
                .orElseThrow(
                        () -> new AwsError("Resource.AlreadyAssociated", "the specified association for route table "
                                + table.routeTableId() + " conflicts with an existing association"));
        }
        RouteTableAssociation made = association(Ids.next("rtbassoc"), table, subnet.subnetId(), false);
        add(context.region(), table.routeTableId(), made);
        return answer(made.routeTableAssociationId());
    }

    private static AssociateRouteTableResponse answer(String id) {
        return AssociateRouteTableResponse.builder()
            .associationId(id)
            .associationState((state) -> state.state("associated"))
            .build();
    }

    private static RouteTableAssociation association(String id, RouteTable table,
            @org.jspecify.annotations.Nullable String subnetId, boolean main) {
        return RouteTableAssociation.builder()
            .routeTableAssociationId(id)
            .routeTableId(table.routeTableId())
            .subnetId(subnetId)
            .main(main)
            .associationState((state) -> state.state("associated"))
            .build();
    }

    private void add(String region, String tableId, RouteTableAssociation association) {
        RouteTable table = this.tables.routeTables().get(region, tableId);
        List<RouteTableAssociation> all = new ArrayList<>(table.associations());
        all.add(association);
        this.tables.routeTables().put(region, table.toBuilder().associations(all).build());
    }

    private RouteTableAssociation take(CallContext context, String id, boolean mainToo) {
        for (RouteTable table : this.tables.routeTables().all(context.region())) {
            for (RouteTableAssociation one : table.associations()) {
                if (id.equals(one.routeTableAssociationId())) {
                    if (Boolean.TRUE.equals(one.main()) && !mainToo) {
                        throw Ec2Errors.invalidValue("cannot disassociate the main route table association " + id);
                    }
                    this.tables.routeTables()
                        .put(context.region(), table.toBuilder()
                            .associations(table.associations().stream().filter((other) -> !other.equals(one)).toList())
                            .build());
                    return one;
                }
            }
        }
        throw Ec2Errors.notFound("InvalidAssociationID", "association ID", id);
    }

    private DisassociateRouteTableResponse disassociate(CallContext context, DisassociateRouteTableRequest request) {
        take(context, request.associationId(), false);
        return DisassociateRouteTableResponse.builder().build();
    }

    private ReplaceRouteTableAssociationResponse replace(CallContext context,
            ReplaceRouteTableAssociationRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        RouteTableAssociation before = take(context, request.associationId(), true);
        boolean main = Boolean.TRUE.equals(before.main());
        RouteTableAssociation made = association(Ids.next("rtbassoc"), table, before.subnetId(), main);
        add(context.region(), table.routeTableId(), made);
        return ReplaceRouteTableAssociationResponse.builder()
            .newAssociationId(made.routeTableAssociationId())
            .associationState((state) -> state.state("associated"))
            .build();
    }

}
