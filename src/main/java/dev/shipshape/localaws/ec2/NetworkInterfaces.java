package dev.shipshape.localaws.ec2;

import java.util.List;
import java.util.Map;

import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.protocol.Operation;
import dev.shipshape.localaws.protocol.Page;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** The network interfaces of the tasks that the engine runs; there are no others. */
final class NetworkInterfaces {

    private final Described<NetworkInterface> interfaces = new Described<>("InvalidNetworkInterfaceID",
            "networkInterface ID", "eni-", NetworkInterface::networkInterfaceId,
            new Filters<NetworkInterface>().by("network-interface-id", NetworkInterface::networkInterfaceId)
                .by("subnet-id", NetworkInterface::subnetId)
                .by("vpc-id", NetworkInterface::vpcId)
                .by("availability-zone", NetworkInterface::availabilityZone)
                .by("private-ip-address", NetworkInterface::privateIpAddress)
                .by("addresses.private-ip-address", NetworkInterface::privateIpAddress)
                .by("association.public-ip", NetworkInterfaces::publicAddress)
                .by("status", NetworkInterface::statusAsString)
                .by("description", NetworkInterface::description)
                .by("mac-address", NetworkInterface::macAddress)
                .by("interface-type", NetworkInterface::interfaceTypeAsString)
                .by("requester-managed", NetworkInterface::requesterManaged)
                .by("owner-id", NetworkInterface::ownerId)
                .byAny("group-id", (one) -> one.groups().stream().map(GroupIdentifier::groupId).toList())
                .byAny("group-name", (one) -> one.groups().stream().map(GroupIdentifier::groupName).toList()));

    private final Table<TaskInterface> table;

    NetworkInterfaces(Table<TaskInterface> table) {
        this.table = table;
    }

    Map<String, Operation<?, ?>> operations() {
        return Map.of("DescribeNetworkInterfaces",
                Operation.of(DescribeNetworkInterfacesRequest::builder, this::describe));
    }

    /** How many interfaces a subnet has. */
    int in(String region, String subnetId) {
        return (int) all(region).stream().filter((one) -> one.subnetId().equals(subnetId)).count();
    }

    private List<TaskInterface> all(String region) {
        return this.table.startingWith(region + "/");
    }

    DescribeNetworkInterfacesResponse describe(CallContext context, DescribeNetworkInterfacesRequest request) {
        List<NetworkInterface> all = all(context.region()).stream().map((one) -> described(context, one)).toList();
        Page<NetworkInterface> page = this.interfaces.page(all, request.networkInterfaceIds(), request.filters(),
                request.maxResults(), request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
            .networkInterfaces(page.items())
            .nextToken(page.nextToken())
            .build();
    }

    /** As AWS shows the interface of a task on Fargate: owned by us, managed by ECS. */
    private static NetworkInterface described(CallContext context, TaskInterface one) {
        NetworkInterface.Builder described = NetworkInterface.builder()
            .networkInterfaceId(one.networkInterfaceId())
            .ownerId(context.account())
            .subnetId(one.subnetId())
            .vpcId(one.vpcId())
            .availabilityZone(one.availabilityZone())
            .macAddress(one.macAddress())
            .privateIpAddress(one.privateAddress())
            .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                .primary(true)
                .privateIpAddress(one.privateAddress())
                .build())
            .description(context.arn("ecs", "attachment/" + one.attachmentId()))
            .groups(one.securityGroups()
                .stream()
                .map((id) -> GroupIdentifier.builder().groupId(id).groupName("default").build())
                .toList())
            .attachment(
                    (attachment) -> attachment.attachmentId(one.networkInterfaceId().replaceFirst("eni", "eni-attach"))
                        .attachTime(one.createdAt())
                        .deleteOnTermination(false)
                        .deviceIndex(1)
                        .instanceOwnerId("amazon-aws")
                        .status("attached"))
            .interfaceType("interface")
            .requesterId("amazon-ecs")
            .requesterManaged(true)
            .sourceDestCheck(true)
            .status("in-use");
        String publicAddress = one.publicAddress();
        if (publicAddress != null) {
            described.association((association) -> association.publicIp(publicAddress)
                .publicDnsName("ec2-" + publicAddress.replace('.', '-') + ".compute.amazonaws.com")
                .ipOwnerId("amazon"));
        }
        return described.build();
    }

    private static @Nullable String publicAddress(NetworkInterface one) {
        return (one.association() != null) ? one.association().publicIp() : null;
    }

}
