package dev.shipshape.localaws.ec2;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** The way out of the default VPC: its main route table and its internet gateway. */
final class Routes {

    private final Described<RouteTable> tables = new Described<>("InvalidRouteTableID", "routeTable ID", "rtb-",
            RouteTable::routeTableId,
            new Filters<RouteTable>().by("route-table-id", RouteTable::routeTableId)
                .by("vpc-id", RouteTable::vpcId)
                .by("owner-id", RouteTable::ownerId)
                .byAny("association.main",
                        (table) -> table.associations().stream().map((one) -> String.valueOf(one.main())).toList())
                .byAny("association.subnet-id",
                        (table) -> table.associations()
                            .stream()
                            .filter((one) -> one.subnetId() != null)
                            .map(RouteTableAssociation::subnetId)
                            .toList())
                .byAny("route.gateway-id", (table) -> table.routes().stream().map(Route::gatewayId).toList())
                .byAny("route.destination-cidr-block",
                        (table) -> table.routes().stream().map(Route::destinationCidrBlock).toList()));

    private final Described<InternetGateway> gateways = new Described<>("InvalidInternetGatewayID",
            "internetGateway ID", "igw-", InternetGateway::internetGatewayId,
            new Filters<InternetGateway>().by("internet-gateway-id", InternetGateway::internetGatewayId)
                .by("owner-id", InternetGateway::ownerId)
                .byAny("attachment.vpc-id",
                        (gateway) -> gateway.attachments().stream().map(InternetGatewayAttachment::vpcId).toList())
                .byAny("attachment.state",
                        (gateway) -> gateway.attachments()
                            .stream()
                            .map(InternetGatewayAttachment::stateAsString)
                            .toList()));

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeRouteTables", Operation.of(DescribeRouteTablesRequest::builder, this::describeTables),
                "DescribeInternetGateways",
                Operation.of(DescribeInternetGatewaysRequest::builder, this::describeGateways));
    }

    private DescribeRouteTablesResponse describeTables(CallContext context, DescribeRouteTablesRequest request) {
        DefaultNetwork network = DefaultNetwork.of(context.account(), context.region());
        String id = network.id("rtb");
        RouteTable table = RouteTable.builder()
            .routeTableId(id)
            .vpcId(network.vpcId())
            .ownerId(network.account())
            .associations(RouteTableAssociation.builder()
                .main(true)
                .routeTableAssociationId(network.id("rtbassoc"))
                .routeTableId(id)
                .associationState((state) -> state.state("associated"))
                .build())
            .routes(route(DefaultNetwork.CIDR, "local", "CreateRouteTable"),
                    route("0.0.0.0/0", network.id("igw"), "CreateRoute"))
            .build();
        Page<RouteTable> page = this.tables.page(List.of(table), request.routeTableIds(), request.filters(),
                request.maxResults(), request.nextToken());
        return DescribeRouteTablesResponse.builder().routeTables(page.items()).nextToken(page.nextToken()).build();
    }

    private static Route route(String cidr, String gateway, String origin) {
        return Route.builder().destinationCidrBlock(cidr).gatewayId(gateway).origin(origin).state("active").build();
    }

    private DescribeInternetGatewaysResponse describeGateways(CallContext context,
            DescribeInternetGatewaysRequest request) {
        DefaultNetwork network = DefaultNetwork.of(context.account(), context.region());
        InternetGateway gateway = InternetGateway.builder()
            .internetGatewayId(network.id("igw"))
            .ownerId(network.account())
            .attachments(InternetGatewayAttachment.builder().vpcId(network.vpcId()).state("available").build())
            .build();
        Page<InternetGateway> page = this.gateways.page(List.of(gateway), request.internetGatewayIds(),
                request.filters(), request.maxResults(), request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
            .internetGateways(page.items())
            .nextToken(page.nextToken())
            .build();
    }

}
