package dev.shipshape.clusters.infrastructure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;

/**
 * A container instance as the console shows it.
 *
 * @param id the last part of its ARN
 * @param arn AWS's name of it
 * @param machine the EC2 instance's id, or the name of a machine outside of AWS
 * @param type such as {@code t3.micro}; empty where AWS does not say
 * @param zone its availability zone; empty where AWS does not say
 * @param status {@code ACTIVE}, {@code DRAINING} or what AWS says on the way in and out
 * @param connected whether its agent is connected
 * @param agent the agent's version; empty where AWS does not say
 * @param running how many tasks run there
 * @param pending how many are on the way up there
 * @param rooms what it has that can run out
 * @param ports the ports that tasks have taken
 * @param provider the capacity provider that it belongs to; empty for none
 * @param registered when it joined the cluster; null where AWS does not say
 */
public record Instance(String id, String arn, String machine, String type, String zone, String status,
        boolean connected, String agent, int running, int pending, List<Room> rooms, List<String> ports,
        String provider, @Nullable Instant registered) {

    static Instance of(ContainerInstance told) {
        String arn = told.containerInstanceArn();
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        Map<String, String> attributes = told.attributes()
            .stream()
            .filter((attribute) -> attribute.value() != null)
            .collect(Collectors.toMap(Attribute::name, Attribute::value, (one, other) -> one));
        return new Instance(id, arn, Objects.requireNonNullElse(told.ec2InstanceId(), id),
                attributes.getOrDefault("ecs.instance-type", ""), attributes.getOrDefault("ecs.availability-zone", ""),
                orEmpty(told.status()), Boolean.TRUE.equals(told.agentConnected()),
                (told.versionInfo() != null) ? orEmpty(told.versionInfo().agentVersion()) : "",
                Objects.requireNonNullElse(told.runningTasksCount(), 0),
                Objects.requireNonNullElse(told.pendingTasksCount(), 0), Room.of(told), Room.ports(told),
                orEmpty(told.capacityProviderName()), told.registeredAt());
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.status) {
            case "ACTIVE" -> this.connected ? Status.running("Active") : Status.failed("Agent not connected");
            case "DRAINING" -> Status.waiting("Draining");
            case "REGISTERING" -> Status.moving("Registering");
            case "DEREGISTERING" -> Status.waiting("Deregistering");
            case "REGISTRATION_FAILED" -> Status.failed("Registration failed");
            default -> Status.stopped("Inactive");
        };
    }

    /** Whether it can be told to give its tasks away. */
    public boolean drainable() {
        return this.status.equals("ACTIVE");
    }

    /** Whether it gives its tasks away and can be told to take some again. */
    public boolean draining() {
        return this.status.equals("DRAINING");
    }

    /** Type and zone, as far as they are known. */
    public String place() {
        return List.of(this.type, this.zone)
            .stream()
            .filter((part) -> !part.isEmpty())
            .collect(Collectors.joining(" · "));
    }

}
