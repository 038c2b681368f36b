package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Calls;
import dev.shipshape.localaws.ec2.shared.Ec2Errors;
import dev.shipshape.localaws.ec2.shared.TagTable;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces: looked at, made by themselves, deleted when nothing uses them. */
final class NetworkInterfaces {

    private final NetworkTables tables;

    private final Interfaces interfaces;

    private final Attachments attachments;

    NetworkInterfaces(NetworkTables tables, Interfaces interfaces, Attachments attachments) {
        this.tables = tables;
        this.interfaces = interfaces;
        this.attachments = attachments;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeNetworkInterfaces", Calls.of(DescribeNetworkInterfacesRequest::builder, this::describe),
                "CreateNetworkInterface",
                Calls.of(CreateNetworkInterfaceRequest::builder, this::create).requiring("SubnetId"),
                "DeleteNetworkInterface",
                Calls.of(DeleteNetworkInterfaceRequest::builder, this::delete).requiring("NetworkInterfaceId"));
    }

    private DescribeNetworkInterfacesResponse describe(CallContext context, DescribeNetworkInterfacesRequest request) {
        boolean byId = !request.networkInterfaceIds().isEmpty();
        List<NetworkInterface> chosen = byId ? request.networkInterfaceIds()
            .stream()
            .distinct()
            .map((id) -> this.interfaces.get(context.region(), id))
            .toList() : candidates(context.region(), request.filters());
        Page<NetworkInterface> page = this.tables.interfaces()
            .page(chosen, byId, request.filters(), request.maxResults(), request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
            .networkInterfaces(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    /** A filter by plain ids, as the console asks, needs no look at the others. */
    private List<NetworkInterface> candidates(String region, List<Filter> filters) {
        return filters.stream()
            .filter((filter) -> "network-interface-id".equals(filter.name()))
            .filter((filter) -> filter.values().stream().noneMatch((value) -> value.matches(".*[*?\\\\].*")))
            .findFirst()
            .map((filter) -> filter.values()
                .stream()
                .distinct()
                .flatMap((id) -> this.interfaces.find(region, id).stream())
                .toList())
            .orElseGet(() -> this.interfaces.all(region));
    }

    private CreateNetworkInterfaceResponse create(CallContext context, CreateNetworkInterfaceRequest request) {
        String region = context.region();
        Subnet subnet = this.tables.subnets().get(region, request.subnetId());
        TagTable.checkTypes(request.tagSpecifications(), "network-interface");
        List<SecurityGroup> groups = request.groups().isEmpty()
                ? List.of(this.tables.groupNamed(region, subnet.vpcId(), "default").orElseThrow())
                : request.groups().stream().map((id) -> this.tables.groups().get(region, id)).toList();
        for (SecurityGroup group : groups) {
            if (!subnet.vpcId().equals(group.vpcId())) {
                throw Ec2Errors.invalidValue("The security group '" + group.groupId() + "' does not belong to the VPC '"
                        + subnet.vpcId() + "'.");
            }
        }
        NetworkInterface made = this.attachments.make(context, subnet, groups.stream()
            .map((group) -> GroupIdentifier.builder().groupId(group.groupId()).groupName(group.groupName()).build())
            .toList(), request.privateIpAddress(), (request.description() != null) ? request.description() : "");
        this.tables.tags().add(region, made.networkInterfaceId(), "network-interface", request.tagSpecifications());
        NetworkInterface shown = this.interfaces.get(region, made.networkInterfaceId());
        return CreateNetworkInterfaceResponse.builder()
            .networkInterface(shown.toBuilder().status("pending").build())
            .build();
    }

    private DeleteNetworkInterfaceResponse delete(CallContext context, DeleteNetworkInterfaceRequest request) {
        NetworkInterface found = this.interfaces.get(context.region(), request.networkInterfaceId());
        if (found.attachment() != null) {
            throw new AwsError("InvalidParameterValue",
                    "Network interface '" + found.networkInterfaceId() + "' is currently in use.");
        }
        this.attachments.remove(context.region(), found.networkInterfaceId());
        return DeleteNetworkInterfaceResponse.builder().build();
    }

}
