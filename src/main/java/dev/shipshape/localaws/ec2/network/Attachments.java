package dev.shipshape.localaws.ec2.network;

import java.util.List;

import dev.shipshape.localaws.ec2.region.NetworkTables;
import dev.shipshape.localaws.ec2.shared.Ids;
import dev.shipshape.localaws.protocol.AwsError;
import dev.shipshape.localaws.protocol.CallContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces and the instances that they are attached to. */
public final class Attachments {

    private final NetworkTables tables;

    private final Interfaces interfaces;

    /** The attachments of these interfaces. */
    public Attachments(NetworkTables tables, Interfaces interfaces) {
        this.tables = tables;
        this.interfaces = interfaces;
    }

    /** Makes an interface that is attached to nothing. */
    NetworkInterface make(CallContext context, Subnet subnet, List<GroupIdentifier> groups, @Nullable String address,
            String description) {
        String region = context.region();
        String own = (address != null) ? this.interfaces.checkFree(region, subnet, address)
                : this.interfaces.freeAddress(region, subnet);
        String name = "ip-" + own.replace('.', '-')
                + (region.equals("us-east-1") ? ".ec2.internal" : "." + region + ".compute.internal");
        NetworkInterface made = NetworkInterface.builder()
            .networkInterfaceId(Ids.next("eni"))
            .ownerId(context.account())
            .requesterId("AIDASANDBOXUSER000001")
            .requesterManaged(false)
            .subnetId(subnet.subnetId())
            .vpcId(subnet.vpcId())
            .availabilityZone(subnet.availabilityZone())
            .description(description)
            .groups(groups)
            .interfaceType("interface")
            .ipv6Addresses(List.of())
            .macAddress(Interfaces.macAddress())
            .privateIpAddress(own)
            .privateDnsName(name)
            .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                .primary(true)
                .privateIpAddress(own)
                .privateDnsName(name)
                .build())
            .sourceDestCheck(true)
            .status(NetworkInterfaceStatus.AVAILABLE)
            .build();
        this.tables.interfaces().put(region, made);
        return made;
    }

    /** Makes an interface and attaches it to a new instance. */
    public NetworkInterface make(CallContext context, Subnet subnet, List<GroupIdentifier> groups,
            @Nullable String address, String instanceId, boolean deleteOnTermination, String description) {
        return attached(context, make(context, subnet, groups, address, description), instanceId, deleteOnTermination);
    }

    /**
     * Attaches an interface that is there to a new instance, which does not take it
     * along.
     */
    public NetworkInterface attach(CallContext context, String id, String instanceId) {
        NetworkInterface found = this.interfaces.get(context.region(), id);
        if (found.attachment() != null) {
            throw new AwsError("InvalidNetworkInterface.InUse", "Interface: [" + id + "] in use.");
        }
        return attached(context, found, instanceId, false);
    }

    private NetworkInterface attached(CallContext context, NetworkInterface one, String instanceId,
            boolean deleteOnTermination) {
        NetworkInterface attached = one.toBuilder()
            .status(NetworkInterfaceStatus.IN_USE)
            .attachment((attachment) -> attachment.attachmentId(Ids.next("eni-attach"))
                .attachTime(context.now())
                .deleteOnTermination(deleteOnTermination)
                .deviceIndex(0)
                .networkCardIndex(0)
                .instanceId(instanceId)
                .instanceOwnerId(context.account())
                .status("attached"))
            .build();
        this.tables.interfaces().put(context.region(), attached);
        return attached;
    }

    /** Gives the interface a public address, or takes it away. */
    public NetworkInterface withPublicAddress(String region, String id, @Nullable String address) {
        NetworkInterface one = this.tables.interfaces().get(region, id);
        NetworkInterface changed = (address != null)
                ? one.toBuilder()
                    .association((association) -> association.publicIp(address)
                        .publicDnsName(dnsName(region, address))
                        .ipOwnerId("amazon"))
                    .build()
                : one.toBuilder()
                    .association((software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation) null)
                    .build();
        this.tables.interfaces().put(region, changed);
        return changed;
    }

    /** The name of a public address. */
    public static String dnsName(String region, String address) {
        return "ec2-" + address.replace('.', '-')
                + (region.equals("us-east-1") ? ".compute-1" : "." + region + ".compute") + ".amazonaws.com";
    }

    /**
     * Lets go of the interface of an instance that is terminated. An Elastic IP address
     * stays with an interface that stays (EC2 user guide, "Terminate an instance").
     */
    public void release(String region, String id) {
        this.tables.interfaces().find(region, id).ifPresent((one) -> {
            if (one.attachment() != null && Boolean.TRUE.equals(one.attachment().deleteOnTermination())) {
                remove(region, id);
            }
            else {
                elastic(region, id).forEach(
                        (address) -> this.tables.addresses().put(region, address.toBuilder().instanceId(null).build()));
                this.tables.interfaces()
                    .put(region,
                            one.toBuilder()
                                .status(NetworkInterfaceStatus.AVAILABLE)
                                .attachment((NetworkInterfaceAttachment) null)
                                .build());
            }
        });
    }

    /** Removes an interface, and frees the Elastic IP address that it had. */
    void remove(String region, String id) {
        elastic(region, id).forEach((address) -> this.tables.addresses().put(region, Addresses.free(address)));
        this.tables.interfaces().remove(region, id);
    }

    private List<Address> elastic(String region, String id) {
        return this.tables.addresses()
            .all(region)
            .stream()
            .filter((address) -> id.equals(address.networkInterfaceId()))
            .toList();
    }

    /** The interface as its instance shows it. */
    public static InstanceNetworkInterface seen(NetworkInterface one) {
        InstanceNetworkInterface.Builder seen = InstanceNetworkInterface.builder()
            .networkInterfaceId(one.networkInterfaceId())
            .ownerId(one.ownerId())
            .subnetId(one.subnetId())
            .vpcId(one.vpcId())
            .description(one.description())
            .groups(one.groups())
            .interfaceType("interface")
            .ipv6Addresses(List.of())
            .macAddress(one.macAddress())
            .privateIpAddress(one.privateIpAddress())
            .privateDnsName(one.privateDnsName())
            .sourceDestCheck(one.sourceDestCheck())
            .status(one.status())
            .attachment((attachment) -> attachment.attachmentId(one.attachment().attachmentId())
                .attachTime(one.attachment().attachTime())
                .deleteOnTermination(one.attachment().deleteOnTermination())
                .deviceIndex(0)
                .networkCardIndex(0)
                .status("attached"));
        InstancePrivateIpAddress.Builder address = InstancePrivateIpAddress.builder()
            .primary(true)
            .privateIpAddress(one.privateIpAddress())
            .privateDnsName(one.privateDnsName());
        if (one.association() != null) {
            seen.association((association) -> association.publicIp(one.association().publicIp())
                .publicDnsName(one.association().publicDnsName())
                .ipOwnerId(one.association().ipOwnerId()));
            address.association((association) -> association.publicIp(one.association().publicIp())
                .publicDnsName(one.association().publicDnsName())
                .ipOwnerId(one.association().ipOwnerId()));
        }
        return seen.privateIpAddresses(address.build()).build();
    }

}
