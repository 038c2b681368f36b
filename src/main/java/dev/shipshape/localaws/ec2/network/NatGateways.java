package dev.shipshape.localaws.ec2.network;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * NAT gateways: there at once and gone at once, and seen as deleted for an hour. Nothing
 * passes through them.
 */
final class NatGateways {

    private final NetworkTables tables;

    private final Attachments attachments;

    NatGateways(NetworkTables tables, Attachments attachments) {
        this.tables = tables;
        this.attachments = attachments;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("CreateNatGateway",
                Calls.of(CreateNatGatewayRequest::builder, this::create).requiring("SubnetId"), "DescribeNatGateways",
                Calls.of(DescribeNatGatewaysRequest::builder, this::describe), "DeleteNatGateway",
                Calls.of(DeleteNatGatewayRequest::builder, this::delete).requiring("NatGatewayId"));
    }

    private CreateNatGatewayResponse create(CallContext context, CreateNatGatewayRequest request) {
        String region = context.region();
        Subnet subnet = this.tables.subnets().get(region, request.subnetId());
        TagTable.checkTypes(request.tagSpecifications(), "natgateway");
        boolean isPublic = request.connectivityType() != ConnectivityType.PRIVATE;
        if (isPublic && request.allocationId() == null) {
            throw Ec2Errors.missing("AllocationId");
        }
        if (!isPublic && request.allocationId() != null) {
            throw Ec2Errors.combination("AllocationId cannot be specified for a private NAT gateway");
        }
        String id = Ids.next("nat");
        NetworkInterface eni = this.attachments.make(context, subnet, List.of(), request.privateIpAddress(), id, true,
                "Interface for NAT Gateway " + id);
        NatGatewayAddress.Builder address = NatGatewayAddress.builder()
            .networkInterfaceId(eni.networkInterfaceId())
            .privateIp(eni.privateIpAddress())
            .isPrimary(true)
            .status("succeeded");
        if (isPublic) {
            Address elastic = this.tables.addresses().get(region, request.allocationId());
            if (elastic.associationId() != null) {
                throw new AwsError("Resource.AlreadyAssociated",
                        "Elastic IP address [" + elastic.allocationId() + "] is already associated");
            }
            String association = Ids.next("eipassoc");
            this.tables.addresses()
                .put(region,
                        elastic.toBuilder()
                            .associationId(association)
                            .networkInterfaceId(eni.networkInterfaceId())
                            .networkInterfaceOwnerId(context.account())
                            .privateIpAddress(eni.privateIpAddress())
                            .build());
            this.attachments.withPublicAddress(region, eni.networkInterfaceId(), elastic.publicIp());
            address.allocationId(elastic.allocationId()).associationId(association).publicIp(elastic.publicIp());
        }
        this.tables.natGateways()
            .put(region,
                    NatGateway.builder()
                        .natGatewayId(id)
                        .subnetId(subnet.subnetId())
                        .vpcId(subnet.vpcId())
                        .connectivityType(isPublic ? "public" : "private")
                        .createTime(context.now())
                        .natGatewayAddresses(address.build())
                        .state(NatGatewayState.AVAILABLE)
                        .build());
        this.tables.tags().add(region, id, "natgateway", request.tagSpecifications());
        return CreateNatGatewayResponse.builder()
            .clientToken(request.clientToken())
            .natGateway(this.tables.natGateways().get(region, id).toBuilder().state(NatGatewayState.PENDING).build())
            .build();
    }

    private DescribeNatGatewaysResponse describe(CallContext context, DescribeNatGatewaysRequest request) {
        Instant oldest = context.now().minus(Duration.ofHours(1));
        List<NatGateway> chosen = new ArrayList<>();
        List<NatGateway> all = request.natGatewayIds().isEmpty() ? this.tables.natGateways().all(context.region())
                : request.natGatewayIds()
                    .stream()
                    .distinct()
                    .map((id) -> this.tables.natGateways().get(context.region(), id))
                    .toList();
        for (NatGateway gateway : all) {
            if (gateway.deleteTime() != null && gateway.deleteTime().isBefore(oldest)) {
                this.tables.natGateways().remove(context.region(), gateway.natGatewayId());
            }
            else {
                chosen.add(gateway);
            }
        }
        List<Filter> filters = request.filter();
        Page<NatGateway> page = this.tables.natGateways()
            .page(chosen, !request.natGatewayIds().isEmpty(), filters, request.maxResults(), request.nextToken());
        return DescribeNatGatewaysResponse.builder().natGateways(page.items()).nextToken(page.nextToken()).build();
    }

    private DeleteNatGatewayResponse delete(CallContext context, DeleteNatGatewayRequest request) {
        NatGateway gateway = this.tables.natGateways().get(context.region(), request.natGatewayId());
        for (NatGatewayAddress address : gateway.natGatewayAddresses()) {
            this.tables.interfaces().remove(context.region(), address.networkInterfaceId());
            if (address.allocationId() != null) {
                this.tables.addresses()
                    .find(context.region(), address.allocationId())
                    .ifPresent((elastic) -> this.tables.addresses().put(context.region(), Addresses.free(elastic)));
            }
        }
        this.tables.natGateways()
            .put(context.region(),
                    gateway.toBuilder().state(NatGatewayState.DELETED).deleteTime(context.now()).build());
        return DeleteNatGatewayResponse.builder().natGatewayId(gateway.natGatewayId()).build();
    }

}
