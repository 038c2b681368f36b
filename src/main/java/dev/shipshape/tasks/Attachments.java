package dev.shipshape.tasks;

import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;

/**
 * What ECS says of a task's own network interface, once it is attached.
 *
 * @param networkInterface its id
 * @param privateAddress its address inside the VPC
 */
record Attachments(@Nullable String networkInterface, @Nullable String privateAddress) {

    private static final String ENI = "ElasticNetworkInterface";

    static Attachments of(software.amazon.awssdk.services.ecs.model.Task task) {
        Map<String, String> details = task.attachments()
            .stream()
            .filter((attachment) -> ENI.equals(attachment.type()))
            .flatMap((attachment) -> attachment.details().stream())
            .filter((detail) -> detail.value() != null)
            .collect(Collectors.toMap((detail) -> detail.name(), (detail) -> detail.value(), (one, other) -> one));
        return new Attachments(details.get("networkInterfaceId"),
                details.getOrDefault("privateIPv4Address", ofContainers(task)));
    }

    /** Whether it has a network interface of its own, attached or on its way. */
    static boolean has(software.amazon.awssdk.services.ecs.model.Task task) {
        return task.attachments().stream().anyMatch((attachment) -> ENI.equals(attachment.type()));
    }

    private static @Nullable String ofContainers(software.amazon.awssdk.services.ecs.model.Task task) {
        return task.containers()
            .stream()
            .map(Container::networkInterfaces)
            .flatMap((interfaces) -> interfaces.stream())
            .map(NetworkInterface::privateIpv4Address)
            .filter((address) -> address != null)
            .findFirst()
            .orElse(null);
    }

}
