package dev.shipshape.localaws.ec2.network;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Cidr;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * All network interfaces: those of the tasks that the engine runs, and those that were
 * made here, for an instance or by themselves.
 */
public final class Interfaces {

    private final NetworkTables tables;

    private final Table<TaskInterface> ofTasks;

    private final Index<TaskInterface> byAddress;

    private final Index<TaskInterface> byGroup;

    private final Index<TaskInterface> byVpc;

    /** The interfaces in these tables. */
    public Interfaces(Store store, NetworkTables tables) {
        this.tables = tables;
        this.ofTasks = TaskInterface.table(store);
        this.byAddress = TaskInterface.byAddress(store);
        this.byGroup = this.ofTasks.index("group",
                (one) -> one.securityGroups().stream().map((group) -> one.region() + "/" + group).toList());
        this.byVpc = this.ofTasks.index("vpc", (one) -> List.of(one.region() + "/" + one.vpcId()));
    }

    /** All interfaces of a region. */
    List<NetworkInterface> all(String region) {
        return Stream
            .concat(this.tables.interfaces().all(region).stream(),
                    this.ofTasks.startingWith(region + "/").stream().map((one) -> shown(region, one)))
            .toList();
    }

    /** The interface with this id; empty if there is none. */
    Optional<NetworkInterface> find(String region, String id) {
        return this.ofTasks.find(region + "/" + id)
            .map((one) -> shown(region, one))
            .or(() -> this.tables.interfaces().find(region, id));
    }

    /** The interface with this id; refuses if there is none. */
    NetworkInterface get(String region, String id) {
        return find(region, id).orElseGet(() -> this.tables.interfaces().get(region, id));
    }

    /** How many interfaces a subnet has. */
    int count(String region, String subnetId) {
        return this.byAddress.count(region + "/" + subnetId + "/") + (int) this.tables.interfaces()
            .all(region)
            .stream()
            .filter((one) -> subnetId.equals(one.subnetId()))
            .count();
    }

    /** Whether an interface is a member of the group. */
    public boolean isInUse(String region, String groupId) {
        return this.byGroup.has(region + "/" + groupId) || this.tables.interfaces()
            .all(region)
            .stream()
            .anyMatch((one) -> one.groups().stream().anyMatch((group) -> group.groupId().equals(groupId)));
    }

    /** Whether an interface is in the VPC. */
    boolean isInVpc(String region, String vpcId) {
        return this.byVpc.has(region + "/" + vpcId)
                || this.tables.interfaces().all(region).stream().anyMatch((one) -> vpcId.equals(one.vpcId()));
    }

    /** An address of the subnet that no other interface has. */
    public String freeAddress(String region, Subnet subnet) {
        Cidr cidr = Cidr.of(subnet.cidrBlock(), "cidrBlock");
        if (count(region, subnet.subnetId()) >= cidr.usable()) {
            throw new AwsError("InsufficientFreeAddressesInSubnet",
                    "The specified subnet does not have enough free addresses to satisfy the request.");
        }
        String address;
        do {
            address = cidr.address(4 + ThreadLocalRandom.current().nextLong(cidr.usable()));
        }
        while (isTaken(region, subnet.subnetId(), address));
        return address;
    }

    /** Refuses an address that the subnet does not have or that is taken. */
    public String checkFree(String region, Subnet subnet, String address) {
        if (!Cidr.of(subnet.cidrBlock(), "cidrBlock").contains(address)) {
            throw new AwsError("InvalidParameterValue",
                    "Address " + address + " does not fall within the subnet's address range");
        }
        if (isTaken(region, subnet.subnetId(), address)) {
            throw new AwsError("InvalidIPAddress.InUse", "Address " + address + " is in use.");
        }
        return address;
    }

    private boolean isTaken(String region, String subnetId, String address) {
        return this.byAddress.has(region + "/" + subnetId + "/" + address) || this.tables.interfaces()
            .all(region)
            .stream()
            .anyMatch((one) -> subnetId.equals(one.subnetId()) && address.equals(one.privateIpAddress()));
    }

    /** A hardware address of those that nobody sells. */
    public static String macAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("0a:%02x:%02x:%02x:%02x:%02x", random.nextInt(256), random.nextInt(256),
                random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    /** A group as interfaces and instances name it. */
    public GroupIdentifier named(String region, String groupId) {
        return GroupIdentifier.builder()
            .groupId(groupId)
            .groupName(this.tables.groups().find(region, groupId).map(SecurityGroup::groupName).orElse("default"))
            .build();
    }

    /** As AWS shows the interface of a task on Fargate: owned by us, managed by ECS. */
    private NetworkInterface shown(String region, TaskInterface one) {
        NetworkInterface.Builder shown = NetworkInterface.builder()
            .networkInterfaceId(one.networkInterfaceId())
            .ownerId(CallContext.ACCOUNT)
            .subnetId(one.subnetId())
            .vpcId(one.vpcId())
            .availabilityZone(one.availabilityZone())
            .macAddress(one.macAddress())
            .privateIpAddress(one.privateAddress())
            .privateDnsName("ip-" + one.privateAddress().replace('.', '-') + ".ec2.internal")
            .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                .primary(true)
                .privateIpAddress(one.privateAddress())
                .build())
            .description("arn:aws:ecs:" + region + ":" + CallContext.ACCOUNT + ":attachment/" + one.attachmentId())
            .groups(one.securityGroups().stream().map((id) -> named(region, id)).toList())
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
            .status("in-use")
            .tagSet(this.tables.tags().of(region, one.networkInterfaceId()));
        String publicAddress = one.publicAddress();
        if (publicAddress != null) {
            shown.association((association) -> association.publicIp(publicAddress)
                .publicDnsName("ec2-" + publicAddress.replace('.', '-') + ".compute.amazonaws.com")
                .ipOwnerId("amazon"));
        }
        return shown.build();
    }

}
