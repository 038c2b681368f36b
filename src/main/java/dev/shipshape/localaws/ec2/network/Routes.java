package dev.shipshape.localaws.ec2.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.region.Parts;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Cidr;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** The routes of route tables: to a gateway, a NAT gateway, an instance, an interface. */
final class Routes {

    private final NetworkTables tables;

    Routes(NetworkTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateRoute", Calls.of(CreateRouteRequest::builder, this::create).requiring("RouteTableId"),
                "ReplaceRoute", Calls.of(ReplaceRouteRequest::builder, this::replace).requiring("RouteTableId"),
                "DeleteRoute", Calls.of(DeleteRouteRequest::builder, this::delete).requiring("RouteTableId"));
    }

    private CreateRouteResponse create(CallContext context, CreateRouteRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        String cidr = destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock());
        Route route = route(context, cidr, request.gatewayId(), request.natGatewayId(), request.instanceId(),
                request.networkInterfaceId());
        Optional<Route> before = find(table, cidr);
        if (before.isPresent()) {
            if (before.get().equals(route)) {
                return CreateRouteResponse.builder().returnValue(true).build();
            }
            throw new AwsError("RouteAlreadyExists", "The route identified by " + cidr + " already exists.");
        }
        put(context, table, cidr, route);
        return CreateRouteResponse.builder().returnValue(true).build();
    }

    private static String destination(@Nullable String ipv4, @Nullable String ipv6) {
        if (ipv4 == null && ipv6 == null) {
            throw Ec2Errors.missing("destinationCidrBlock");
        }
        return (ipv4 != null) ? Cidr.of(ipv4, "destinationCidrBlock").toString() : String.valueOf(ipv6);
    }

    private Route route(CallContext context, String cidr, @Nullable String gateway, @Nullable String nat,
            @Nullable String instance, @Nullable String eni) {
        Route.Builder route = Parts.route(cidr);
        if (cidr.contains(":")) {
            route.destinationCidrBlock(null).destinationIpv6CidrBlock(cidr);
        }
        if (gateway != null) {
            if (gateway.startsWith("igw-")) {
                this.tables.gateways().get(context.region(), gateway);
            }
            route.gatewayId(gateway);
        }
        else if (nat != null) {
            route.natGatewayId(this.tables.natGateways().get(context.region(), nat).natGatewayId());
        }
        else if (eni != null) {
            route.networkInterfaceId(this.tables.interfaces().get(context.region(), eni).networkInterfaceId());
        }
        else if (instance != null) {
            route.instanceId(instance).instanceOwnerId(context.account());
        }
        else {
            throw Ec2Errors
                .missing("gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId or transitGatewayId");
        }
        return route.build();
    }

    private static Optional<Route> find(RouteTable table, String cidr) {
        return table.routes()
            .stream()
            .filter((route) -> cidr.equals(route.destinationCidrBlock())
                    || cidr.equals(route.destinationIpv6CidrBlock()))
            .findFirst();
    }

    private void put(CallContext context, RouteTable table, String cidr, @Nullable Route route) {
        List<Route> routes = new ArrayList<>(table.routes());
        find(table, cidr).ifPresent(routes::remove);
        if (route != null) {
            routes.add(route);
        }
        this.tables.routeTables().put(context.region(), table.toBuilder().routes(routes).build());
    }

    private ReplaceRouteResponse replace(CallContext context, ReplaceRouteRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        String cidr = destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock());
        if (find(table, cidr).isEmpty()) {
            throw Ec2Errors.invalidValue(
                    "There is no route defined for '" + cidr + "' in the route table. Use CreateRoute instead.");
        }
        put(context, table, cidr, route(context, cidr, request.gatewayId(), request.natGatewayId(),
                request.instanceId(), request.networkInterfaceId()));
        return ReplaceRouteResponse.builder().build();
    }

    private DeleteRouteResponse delete(CallContext context, DeleteRouteRequest request) {
        RouteTable table = this.tables.routeTables().get(context.region(), request.routeTableId());
        String cidr = destination(request.destinationCidrBlock(), request.destinationIpv6CidrBlock());
        Route route = find(table, cidr).orElseThrow(() -> new AwsError("InvalidRoute.NotFound",
                "no route with destination-cidr-block " + cidr + " in route table " + table.routeTableId()));
        if ("local".equals(route.gatewayId())) {
            throw Ec2Errors
                .invalidValue("cannot remove local route " + cidr + " in route table " + table.routeTableId());
        }
        put(context, table, cidr, null);
        return DeleteRouteResponse.builder().build();
    }

}
