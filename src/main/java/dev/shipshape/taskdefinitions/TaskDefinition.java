package dev.shipshape.taskdefinitions;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.shipshape.cost.Billable;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.EphemeralStorage;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * One revision of a family. What it says never changes; only its state does.
 *
 * @param family the family's name
 * @param revision its number in the family, from 1
 * @param arn AWS's name of it
 * @param state whether it can be used
 * @param cpu CPU units, 1024 to the vCPU; null where a task on instances takes what its
 * containers ask for
 * @param memory MiB; null as with {@code cpu}
 * @param storage GiB of ephemeral storage of each task on Fargate; 20 unless it says more
 * @param requires the launch types that it was checked for, such as {@code FARGATE}
 * @param compatibilities the launch types that it can run on
 * @param networkMode such as {@code awsvpc}
 * @param architecture {@code X86_64} or {@code ARM64}
 * @param operatingSystem such as {@code LINUX}
 * @param taskRole the ARN or name of the role that the containers act as; null for none
 * @param executionRole the ARN or name of the role that pulls images and writes logs;
 * null for none
 * @param containers what runs in a task
 * @param registeredAt when it was registered
 * @param registeredBy the ARN of who registered it
 * @param deregisteredAt when it was taken out of use; null while it is active
 */
public record TaskDefinition(String family, int revision, String arn, State state, @Nullable Integer cpu,
        @Nullable Integer memory, int storage, List<String> requires, List<String> compatibilities, String networkMode,
        String architecture, String operatingSystem, @Nullable String taskRole, @Nullable String executionRole,
        List<ContainerDefinition> containers, @Nullable Instant registeredAt, @Nullable String registeredBy,
        @Nullable Instant deregisteredAt) {

    static TaskDefinition of(software.amazon.awssdk.services.ecs.model.TaskDefinition told) {
        RuntimePlatform platform = told.runtimePlatform();
        String architecture = (platform != null) ? platform.cpuArchitectureAsString() : null;
        String system = (platform != null) ? platform.operatingSystemFamilyAsString() : null;
        String network = told.networkModeAsString();
        return new TaskDefinition(told.family(), told.revision(), told.taskDefinitionArn(), State.of(told.status()),
                units(told.cpu()), units(told.memory()), storage(told), told.requiresCompatibilitiesAsStrings(),
                told.compatibilitiesAsStrings(), (network != null) ? network : "bridge",
                (architecture != null) ? architecture : "X86_64", (system != null) ? system : "LINUX",
                told.taskRoleArn(), told.executionRoleArn(),
                told.containerDefinitions().stream().map(ContainerDefinition::of).toList(), told.registeredAt(),
                told.registeredBy(), told.deregisteredAt());
    }

    private static int storage(software.amazon.awssdk.services.ecs.model.TaskDefinition told) {
        EphemeralStorage storage = told.ephemeralStorage();
        return (storage != null && storage.sizeInGiB() != null) ? storage.sizeInGiB() : 20;
    }

    /** ECS answers CPU units and MiB as text. */
    private static @Nullable Integer units(@Nullable String text) {
        return (text != null && text.matches("\\d{1,9}")) ? Integer.valueOf(text) : null;
    }

    /** What a person calls it: {@code web:3}. */
    public String label() {
        return this.family + ":" + this.revision;
    }

    /** How large a task is, in words: {@code 0.25 vCPU, 0.5 GB}. */
    public String size() {
        if (this.cpu == null && this.memory == null) {
            return "as its containers ask";
        }
        String vcpu = (this.cpu != null) ? thousands(this.cpu) + " vCPU" : "any CPU";
        return vcpu + ((this.memory != null) ? ", " + thousands(this.memory) + " GB" : "");
    }

    private static String thousands(int units) {
        return new BigDecimal(units).divide(new BigDecimal(1024), new MathContext(3))
            .stripTrailingZeros()
            .toPlainString();
    }

    /** Whether tasks and services can be started from it. */
    public boolean active() {
        return this.state == State.ACTIVE;
    }

    /** Whether it can run on Fargate. */
    public boolean fargate() {
        return this.compatibilities.contains("FARGATE") || this.requires.contains("FARGATE");
    }

    /** The container of this name, if there is one. */
    public Optional<ContainerDefinition> container(String name) {
        return this.containers.stream().filter((container) -> container.name().equals(name)).findFirst();
    }

    /**
     * What tasks of it are billed by.
     * @param region the AWS region's id
     * @param spot whether they run on FARGATE_SPOT
     * @param publicAddress whether each has a public IPv4 address
     * @param count how many
     * @return the billable; tasks that cannot run on Fargate run on instances, which are
     * billed themselves
     */
    public Billable tasks(String region, boolean spot, boolean publicAddress, int count) {
        if (!fargate() || this.cpu == null || this.memory == null) {
            return Billable.onInstances(region);
        }
        return Billable.fargate(region, this.cpu, this.memory, this.architecture, spot, publicAddress, count)
            .withStorage(this.storage);
    }

    /** Whether a revision can be used. */
    public enum State {

        /** Tasks and services can be started from it. */
        ACTIVE,
        /** Deregistered: what runs goes on, nothing new starts. It can be deleted. */
        INACTIVE,
        /** AWS deletes it once no task and no service uses it. */
        DELETING,
        /** AWS told a state that is not known here. */
        UNKNOWN;

        private static State of(@Nullable TaskDefinitionStatus status) {
            if (status == null) {
                return UNKNOWN;
            }
            return switch (status) {
                case ACTIVE -> ACTIVE;
                case INACTIVE -> INACTIVE;
                case DELETE_IN_PROGRESS -> DELETING;
                case UNKNOWN_TO_SDK_VERSION -> UNKNOWN;
            };
        }

        /** The status as AWS writes it. */
        String aws() {
            return (this == DELETING) ? "DELETE_IN_PROGRESS" : name();
        }

    }

}
