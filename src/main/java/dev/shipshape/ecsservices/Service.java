package dev.shipshape.ecsservices;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.shipshape.audit.Change;
import dev.shipshape.aws.Connection;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.ecsservices.options.ServiceOptions;
import dev.shipshape.network.NetworkChoice;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/**
 * A service as the console shows it.
 *
 * @param name its name
 * @param arn AWS's name of it; a newcomer of the same name has the same
 * @param cluster its cluster's name
 * @param status {@code ACTIVE}, {@code DRAINING} or {@code INACTIVE}
 * @param definition the revision that it wants, such as {@code web:3}
 * @param launch what its tasks run on
 * @param daemon whether it keeps one task on each instance instead of a number of them
 * @param desired how many tasks it wants
 * @param running how many run
 * @param pending how many are on the way up
 * @param created when it was made; null where AWS does not say
 * @param network where its tasks are placed; null where they have no network interface of
 * their own
 * @param deployments its deployments, the wanted one first
 * @param events what its scheduler says, the newest first
 * @param links what it registers its tasks with
 * @param options what else it was told
 * @param tags its tags
 */
public record Service(String name, String arn, String cluster, String status, String definition, Launch launch,
        boolean daemon, int desired, int running, int pending, @Nullable Instant created,
        @Nullable NetworkChoice network, List<Deployment> deployments, List<Event> events, ServiceLinks links,
        ServiceOptions options, Map<String, String> tags) {

    static Service of(software.amazon.awssdk.services.ecs.model.Service told) {
        String provider = told.capacityProviderStrategy()
            .stream()
            .map(CapacityProviderStrategyItem::capacityProvider)
            .findFirst()
            .orElse(null);
        Map<String, String> tags = new TreeMap<>();
        told.tags().forEach((tag) -> tags.put(tag.key(), orEmpty(tag.value())));
        return new Service(told.serviceName(), told.serviceArn(), lastOf(told.clusterArn()), orEmpty(told.status()),
                lastOf(orEmpty(told.taskDefinition())), Launch.of(told.launchTypeAsString(), provider),
                "DAEMON".equals(told.schedulingStrategyAsString()), orZero(told.desiredCount()),
                orZero(told.runningCount()), orZero(told.pendingCount()), told.createdAt(), network(told),
                told.deployments().stream().map(Deployment::of).toList(),
                told.events().stream().map((event) -> new Event(event.createdAt(), orEmpty(event.message()))).toList(),
                ServiceLinks.of(told), ServiceOptions.of(told), tags);
    }

    private static @Nullable NetworkChoice network(software.amazon.awssdk.services.ecs.model.Service told) {
        AwsVpcConfiguration placed = (told.networkConfiguration() != null)
                ? told.networkConfiguration().awsvpcConfiguration() : null;
        return (placed != null) ? new NetworkChoice(placed.subnets(), placed.securityGroups(),
                "ENABLED".equals(placed.assignPublicIpAsString())) : null;
    }

    static String lastOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    static String orEmpty(@Nullable String text) {
        return (text != null) ? text : "";
    }

    static int orZero(@Nullable Integer number) {
        return (number != null) ? number : 0;
    }

    /** The address of its page. */
    public String page(Connection connection) {
        return connection.path() + "/clusters/" + this.cluster + "/services/" + this.name;
    }

    /** The first part of its revision's name. */
    public String family() {
        int colon = this.definition.lastIndexOf(':');
        return (colon < 0) ? this.definition : this.definition.substring(0, colon);
    }

    /** Whether it can be scaled and deployed. */
    public boolean active() {
        return this.status.equals("ACTIVE");
    }

    /** Whether it is deleted for good, which AWS shows for a while. */
    public boolean inactive() {
        return this.status.equals("INACTIVE");
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.status) {
            case "ACTIVE" -> deploying();
            case "DRAINING" -> Status.waiting("Draining");
            case "INACTIVE" -> Status.stopped("Inactive");
            default -> Status.unknown();
        };
    }

    private Status deploying() {
        if (this.deployments.stream().anyMatch((one) -> one.primary() && one.rollout().equals("FAILED"))) {
            return Status.failed("Failed");
        }
        if (!steady()) {
            return Status.moving("Deploying");
        }
        return (this.desired == 0) ? Status.stopped("Scaled to 0") : Status.running("Running");
    }

    private boolean steady() {
        return this.running == this.desired && this.pending == 0
                && this.deployments.stream().allMatch(Deployment::done);
    }

    /** Whether nothing of it is expected to change by itself. */
    public boolean atRest() {
        return switch (state().tone()) {
            case MOVING, WAITING -> false;
            case RUNNING, STOPPED, FAILED, UNKNOWN -> true;
        };
    }

    /** The action that made it; empty if Shipshape did not. */
    String action() {
        return this.tags.getOrDefault(Change.TAG, "");
    }

    /** Whether its tasks get public addresses. */
    public boolean publicAddress() {
        return this.network != null && this.network.publicAddress();
    }

    /**
     * What its scheduler says.
     *
     * @param at when; null where AWS does not say
     * @param message AWS's words
     */
    public record Event(@Nullable Instant at, String message) {
    }

}
