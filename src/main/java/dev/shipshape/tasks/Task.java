package dev.shipshape.tasks;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.shipshape.aws.Connection;
import dev.shipshape.cost.Billable;
import dev.shipshape.ecsservices.launch.Launch;
import dev.shipshape.tasks.explain.StopReason;
import dev.shipshape.tasks.kept.KeptTask;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;

/**
 * A task as the console shows it.
 *
 * @param id the last part of its ARN
 * @param arn AWS's name of it
 * @param cluster its cluster's name
 * @param definition its revision, such as {@code web:3}
 * @param lastStatus where it is, such as {@code PENDING}
 * @param desiredStatus where AWS wants it, {@code RUNNING} or {@code STOPPED}
 * @param launch what it runs on
 * @param cpu CPU units, 1024 to the vCPU; 0 where the task has no size of its own
 * @param memory MiB; 0 where the task has no size of its own
 * @param storage GiB of ephemeral storage; 20 unless it was asked for more
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param startedBy who started it, as AWS keeps it; empty for nobody
 * @param service the service that keeps it; empty for none
 * @param times when it came to each station of its life
 * @param containers its containers
 * @param networkInterface its network interface's id; null for none
 * @param privateAddress its address inside the VPC; null for none
 * @param stopCode AWS's code for why it stopped, such as {@code UserInitiated}; empty
 * while it runs
 * @param stoppedReason AWS's words for why it stopped; empty while it runs
 * @param health AWS's word, such as {@code HEALTHY}; {@code UNKNOWN} without a check
 * @param tags its tags; none any more once it is told to stop
 * @param zone its availability zone; empty before it is placed
 * @param group the group that it was started in, such as {@code family:web}
 * @param instance the id of the container instance that it runs on; empty for none
 * @param seenAt when AWS told of it last, where AWS has forgotten it and only our own
 * records keep it; null where AWS tells it
 */
public record Task(String id, String arn, String cluster, String definition, String lastStatus, String desiredStatus,
        Launch launch, int cpu, int memory, int storage, String architecture, String startedBy, String service,
        TaskTimes times, List<TaskContainer> containers, @Nullable String networkInterface,
        @Nullable String privateAddress, String stopCode, String stoppedReason, String health, Map<String, String> tags,
        String zone, String group, String instance, @Nullable Instant seenAt) {

    private static final Pattern OURS = Pattern.compile("shipshape/[0-9a-f-]{36}/(.+)");

    /** How long a task has to run until nobody expects it to end by itself at once. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    static Task of(software.amazon.awssdk.services.ecs.model.Task task) {
        return of(task, null);
    }

    /** A task that AWS has forgotten. */
    static Task of(KeptTask kept) {
        return of(kept.told(), kept.seenAt());
    }

    private static Task of(software.amazon.awssdk.services.ecs.model.Task task, @Nullable Instant seenAt) {
        Attachments network = Attachments.of(task);
        return new Task(lastOf(task.taskArn()), task.taskArn(), lastOf(task.clusterArn()),
                lastOf(task.taskDefinitionArn()), orEmpty(task.lastStatus()), orEmpty(task.desiredStatus()),
                Launch.of(task.launchTypeAsString(), task.capacityProviderName()), number(task.cpu()),
                number(task.memory()), storage(task), architecture(task), orEmpty(task.startedBy()),
                service(orEmpty(task.group())), TaskTimes.of(task),
                task.containers().stream().map(TaskContainer::of).toList(), network.networkInterface(),
                network.privateAddress(), orEmpty(task.stopCodeAsString()), orEmpty(task.stoppedReason()),
                orEmpty(task.healthStatusAsString()),
                task.tags()
                    .stream()
                    .collect(Collectors.toMap((tag) -> tag.key(), (tag) -> orEmpty(tag.value()), (one, other) -> one)),
                orEmpty(task.availabilityZone()), orEmpty(task.group()), lastOf(orEmpty(task.containerInstanceArn())),
                seenAt);
    }

    private static int storage(software.amazon.awssdk.services.ecs.model.Task task) {
        EphemeralStorage storage = task.ephemeralStorage();
        return (storage != null && storage.sizeInGiB() != null) ? storage.sizeInGiB() : 20;
    }

    private static String architecture(software.amazon.awssdk.services.ecs.model.Task task) {
        return task.attributes()
            .stream()
            .filter((attribute) -> attribute.name().equals("ecs.cpu-architecture"))
            .map((attribute) -> orEmpty(attribute.value()).toUpperCase(Locale.ROOT))
            .findFirst()
            .orElse("X86_64");
    }

    private static String service(String group) {
        return group.startsWith("service:") ? group.substring("service:".length()) : "";
    }

    private static String lastOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static int number(@Nullable String text) {
        return (text != null && text.matches("\\d{1,7}")) ? Integer.parseInt(text) : 0;
    }

    private static String orEmpty(@Nullable String text) {
        return (text != null) ? text : "";
    }

    /** The address of its page. */
    public String page(Connection connection) {
        return connection.path() + "/clusters/" + this.cluster + "/tasks/" + this.id;
    }

    /** The first part of its revision's name. */
    public String family() {
        int colon = this.definition.lastIndexOf(':');
        return (colon < 0) ? this.definition : this.definition.substring(0, colon);
    }

    /** Its size in a person's words: {@code 0.25 vCPU, 512 MiB}. */
    public String size() {
        if (this.cpu == 0) {
            return "as its containers ask for";
        }
        String memory = (this.memory % 1024 == 0) ? this.memory / 1024 + " GiB" : this.memory + " MiB";
        return new BigDecimal(this.cpu).divide(new BigDecimal(1024)).toPlainString() + " vCPU, " + memory;
    }

    /** Who started it, in a person's words; empty for nobody. */
    public String starter() {
        Matcher ours = OURS.matcher(this.startedBy);
        if (ours.matches()) {
            return ours.group(1) + ", with Shipshape";
        }
        return this.service.isEmpty() ? this.startedBy : "its service";
    }

    /** Whether AWS has forgotten it, so that it is told from our own records. */
    public boolean kept() {
        return this.seenAt != null;
    }

    /** Whether AWS says that it is over. */
    public boolean stopped() {
        return this.lastStatus.equals("STOPPED");
    }

    /** Whether it is over and not in the way it should be. */
    public boolean failed() {
        if (!stopped()) {
            return false;
        }
        boolean wanted = this.stopCode.equals("UserInitiated") || this.stopCode.equals("ServiceSchedulerInitiated");
        boolean endedWell = !this.containers.isEmpty() && this.containers.stream().allMatch(TaskContainer::endedWell);
        return !wanted && !endedWell;
    }

    /** Why it stopped, in plain words; empty while it runs. */
    public Optional<StopReason> why() {
        if (!stopped()) {
            return Optional.empty();
        }
        return Optional.of(StopReason.of(this.stopCode, this.stoppedReason,
                this.containers.stream().map(TaskContainer::ended).toList()));
    }

    /**
     * What it is billed by.
     * @param region the AWS region's id
     * @param publicAddress whether it has a public IPv4 address
     */
    public Billable billable(String region, boolean publicAddress) {
        if (!this.launch.isFargate() || this.cpu == 0) {
            return Billable.onInstances(region);
        }
        return Billable
            .fargate(region, this.cpu, this.memory, this.architecture, this.launch == Launch.SPOT, publicAddress, 1)
            .withStorage(this.storage);
    }

    /** The ARN of the service that keeps it; null for none. */
    @Nullable String serviceArn() {
        int id = this.arn.indexOf(":task/");
        if (this.service.isEmpty() || id < 0) {
            return null;
        }
        return this.arn.substring(0, id) + ":service/" + this.cluster + "/" + this.service;
    }

    /** Whether it has been told to stop, or has stopped. */
    public boolean ending() {
        return this.desiredStatus.equals("STOPPED") || stopped();
    }

    /** Its state in the words of the page. */
    public Status state() {
        return switch (this.lastStatus) {
            case "RUNNING" ->
                this.desiredStatus.equals("STOPPED") ? Status.waiting("Stopping") : Status.running("Running");
            case "PROVISIONING", "PENDING", "ACTIVATING" -> Status.moving(word(this.lastStatus));
            case "DEACTIVATING", "STOPPING", "DEPROVISIONING" -> Status.waiting(word(this.lastStatus));
            case "STOPPED", "DELETED" -> failed() ? Status.failed("Failed") : Status.stopped("Stopped");
            default -> Status.unknown();
        };
    }

    /**
     * Whether nothing of it is expected to change by itself: it is over, or has run for a
     * minute, in which most that fail at the start have failed.
     * @param clock tells now
     */
    public boolean atRest(Clock clock) {
        if (stopped()) {
            return true;
        }
        Instant started = this.times.started();
        return this.lastStatus.equals("RUNNING") && !ending() && started != null
                && started.plus(SETTLED).isBefore(clock.instant());
    }

    private static String word(String status) {
        return status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT);
    }

}
