package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Internet gateways: each attached to one VPC at most, and each VPC to one. */
final class InternetGateways {

    private final NetworkTables tables;

    private final Interfaces interfaces;

    InternetGateways(NetworkTables tables, Interfaces interfaces) {
        this.tables = tables;
        this.interfaces = interfaces;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateInternetGateway", Calls.of(CreateInternetGatewayRequest::builder, this::create),
                "DescribeInternetGateways", Calls.of(DescribeInternetGatewaysRequest::builder, this::describe),
                "DeleteInternetGateway",
                Calls.of(DeleteInternetGatewayRequest::builder, this::delete).requiring("InternetGatewayId"),
                "AttachInternetGateway",
                Calls.of(AttachInternetGatewayRequest::builder, this::attach).requiring("InternetGatewayId", "VpcId"),
                "DetachInternetGateway",
                Calls.of(DetachInternetGatewayRequest::builder, this::detach).requiring("InternetGatewayId", "VpcId"));
    }

    private CreateInternetGatewayResponse create(CallContext context, CreateInternetGatewayRequest request) {
        TagTable.checkTypes(request.tagSpecifications(), "internet-gateway");
        String id = Ids.next("igw");
        this.tables.gateways()
            .put(context.region(),
                    InternetGateway.builder()
                        .internetGatewayId(id)
                        .ownerId(context.account())
                        .attachments(List.of())
                        .build());
        this.tables.tags().add(context.region(), id, "internet-gateway", request.tagSpecifications());
        return CreateInternetGatewayResponse.builder()
            .internetGateway(this.tables.gateways().get(context.region(), id))
            .build();
    }

    private DescribeInternetGatewaysResponse describe(CallContext context, DescribeInternetGatewaysRequest request) {
        Page<InternetGateway> page = this.tables.gateways()
            .page(context, request.internetGatewayIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
            .internetGateways(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    private DeleteInternetGatewayResponse delete(CallContext context, DeleteInternetGatewayRequest request) {
        InternetGateway gateway = this.tables.gateways().get(context.region(), request.internetGatewayId());
        if (!gateway.attachments().isEmpty()) {
            throw Ec2Errors.dependency("The internetGateway '" + gateway.internetGatewayId()
                    + "' has dependencies and cannot be deleted.");
        }
        this.tables.gateways().remove(context.region(), gateway.internetGatewayId());
        return DeleteInternetGatewayResponse.builder().build();
    }

    private AttachInternetGatewayResponse attach(CallContext context, AttachInternetGatewayRequest request) {
        InternetGateway gateway = this.tables.gateways().get(context.region(), request.internetGatewayId());
        String vpcId = this.tables.vpcs().get(context.region(), request.vpcId()).vpcId();
        if (!gateway.attachments().isEmpty()) {
            throw new AwsError("Resource.AlreadyAssociated", "resource " + gateway.internetGatewayId()
                    + " is already attached to network " + gateway.attachments().get(0).vpcId());
        }
        this.tables.gateways()
            .all(context.region())
            .stream()
            .filter((other) -> other.attachments().stream().anyMatch((one) -> vpcId.equals(one.vpcId())))
            .findFirst()
            .ifPresent((other) -> {
                throw Ec2Errors.invalidValue("Network " + vpcId + " already has an internet gateway attached");
            });
        this.tables.gateways()
            .put(context.region(),
                    gateway.toBuilder()
                        .attachments(InternetGatewayAttachment.builder().vpcId(vpcId).state("available").build())
                        .build());
        return AttachInternetGatewayResponse.builder().build();
    }

    private DetachInternetGatewayResponse detach(CallContext context, DetachInternetGatewayRequest request) {
        InternetGateway gateway = this.tables.gateways().get(context.region(), request.internetGatewayId());
        String vpcId = this.tables.vpcs().get(context.region(), request.vpcId()).vpcId();
        if (gateway.attachments().stream().noneMatch((one) -> vpcId.equals(one.vpcId()))) {
            throw new AwsError("Gateway.NotAttached",
                    "resource " + gateway.internetGatewayId() + " is not attached to network " + vpcId);
        }
        boolean isUsed = this.interfaces.all(context.region())
            .stream()
            .anyMatch((one) -> vpcId.equals(one.vpcId()) && one.association() != null);
        if (isUsed) {
            throw Ec2Errors.dependency("Network " + vpcId + " has some mapped public address(es). Please unmap those "
                    + "public address(es) before detaching the gateway.");
        }
        this.tables.gateways().put(context.region(), gateway.toBuilder().attachments(List.of()).build());
        return DetachInternetGatewayResponse.builder().build();
    }

}
