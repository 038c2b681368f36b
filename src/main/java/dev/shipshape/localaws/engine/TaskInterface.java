package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.List;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Store;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;

/**
 * The elastic network interface of a task in network mode awsvpc. It is made with the
 * task and removed when the task has stopped; EC2's DescribeNetworkInterfaces shows what
 * is in {@link #table}.
 *
 * @param networkInterfaceId such as {@code eni-0123456789abcdef0}
 * @param region the region
 * @param taskArn the task that it belongs to
 * @param attachmentId the id of the task's attachment, a UUID
 * @param subnetId the subnet
 * @param vpcId the subnet's VPC
 * @param availabilityZone the subnet's zone
 * @param privateAddress the private IPv4 address, out of the subnet's range
 * @param publicAddress the public IPv4 address, or null without assignPublicIp
 * @param macAddress the hardware address
 * @param securityGroups the ids of its security groups
 * @param createdAt when it was made
 */
public record TaskInterface(String networkInterfaceId, String region, String taskArn, String attachmentId,
        String subnetId, String vpcId, String availabilityZone, String privateAddress, @Nullable String publicAddress,
        String macAddress, List<String> securityGroups, Instant createdAt) {

    /** All interfaces; the key is {@code region/eni-id}. */
    public static Table<TaskInterface> table(Store store) {
        return store.records("engine.interfaces", TaskInterface.class);
    }

    /** Finds interfaces by their address: {@code region/subnet-id/address}. */
    public static Index<TaskInterface> byAddress(Store store) {
        return table(store).index("address",
                (one) -> List.of(one.region() + "/" + one.subnetId() + "/" + one.privateAddress()));
    }

    /** The id of a task's interface, made out of the task's own. */
    public static String id(String taskArn) {
        return "eni-" + Names.id(taskArn).substring(0, 17);
    }

    static String key(String taskArn) {
        return taskArn.split(":", -1)[3] + "/" + id(taskArn);
    }

    /** The task with this interface on its attachment and on each container. */
    public Task.Builder attachTo(Task task) {
        NetworkInterface ours = NetworkInterface.builder()
            .attachmentId(this.attachmentId)
            .privateIpv4Address(this.privateAddress)
            .build();
        return task.toBuilder()
            .attachments(task.attachments().stream().map(this::attached).toList())
            .containers(task.containers()
                .stream()
                .map((container) -> container.toBuilder().networkInterfaces(ours).build())
                .toList());
    }

    private Attachment attached(Attachment attachment) {
        return attachment.toBuilder()
            .status("ATTACHED")
            .details(detail("subnetId", this.subnetId), detail("networkInterfaceId", this.networkInterfaceId),
                    detail("macAddress", this.macAddress),
                    detail("privateDnsName", "ip-" + this.privateAddress.replace('.', '-') + ".ec2.internal"),
                    detail("privateIPv4Address", this.privateAddress))
            .build();
    }

    private static KeyValuePair detail(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

}
