package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** VPC endpoints, kept as they were asked for; nothing passes through them. */
final class VpcEndpoints {

    private final NetworkTables tables;

    VpcEndpoints(NetworkTables tables) {
        this.tables = tables;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateVpcEndpoint",
                Calls.of(CreateVpcEndpointRequest::builder, this::create).requiring("VpcId", "ServiceName"),
                "DescribeVpcEndpoints", Calls.of(DescribeVpcEndpointsRequest::builder, this::describe),
                "DeleteVpcEndpoints",
                Calls.of(DeleteVpcEndpointsRequest::builder, this::delete).requiring("VpcEndpointId"));
    }

    private CreateVpcEndpointResponse create(CallContext context, CreateVpcEndpointRequest request) {
        Vpc vpc = this.tables.vpcs().get(context.region(), request.vpcId());
        TagTable.checkTypes(request.tagSpecifications(), "vpc-endpoint");
        if (!request.serviceName().matches("(com\\.amazonaws\\.|aws\\.).+")) {
            throw new AwsError("InvalidServiceName",
                    "The Vpc Endpoint Service '" + request.serviceName() + "' does not exist");
        }
        request.subnetIds().forEach((id) -> this.tables.subnets().get(context.region(), id));
        request.routeTableIds().forEach((id) -> this.tables.routeTables().get(context.region(), id));
        String type = request.vpcEndpointTypeAsString();
        VpcEndpoint made = VpcEndpoint.builder()
            .vpcEndpointId(Ids.next("vpce"))
            .vpcEndpointType((type != null) ? type : "Gateway")
            .vpcId(vpc.vpcId())
            .serviceName(request.serviceName())
            .state("available")
            .policyDocument(request.policyDocument())
            .routeTableIds(request.routeTableIds())
            .subnetIds(request.subnetIds())
            .groups(request.securityGroupIds()
                .stream()
                .map((id) -> this.tables.groups().get(context.region(), id))
                .map((group) -> SecurityGroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
                .toList())
            .privateDnsEnabled(Boolean.TRUE.equals(request.privateDnsEnabled()))
            .requesterManaged(false)
            .networkInterfaceIds(List.of())
            .creationTimestamp(context.now())
            .ownerId(context.account())
            .build();
        this.tables.endpoints().put(context.region(), made);
        this.tables.tags().add(context.region(), made.vpcEndpointId(), "vpc-endpoint", request.tagSpecifications());
        return CreateVpcEndpointResponse.builder()
            .vpcEndpoint(this.tables.endpoints().get(context.region(), made.vpcEndpointId()))
            .clientToken(request.clientToken())
            .build();
    }

    private DescribeVpcEndpointsResponse describe(CallContext context, DescribeVpcEndpointsRequest request) {
        Page<VpcEndpoint> page = this.tables.endpoints()
            .page(context, request.vpcEndpointIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeVpcEndpointsResponse.builder().vpcEndpoints(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteVpcEndpointsResponse delete(CallContext context, DeleteVpcEndpointsRequest request) {
        List<UnsuccessfulItem> failed = request.vpcEndpointIds()
            .stream()
            .filter((id) -> this.tables.endpoints().find(context.region(), id).isEmpty())
            .map((id) -> UnsuccessfulItem.builder()
                .resourceId(id)
                .error((error) -> error.code("InvalidVpcEndpointId.NotFound")
                    .message("The Vpc Endpoint Id '" + id + "' does not exist"))
                .build())
            .toList();
        request.vpcEndpointIds().forEach((id) -> this.tables.endpoints().remove(context.region(), id));
        return DeleteVpcEndpointsResponse.builder().unsuccessful(failed).build();
    }

}
