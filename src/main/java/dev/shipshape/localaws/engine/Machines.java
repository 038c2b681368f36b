package dev.shipshape.localaws.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The EC2 instances of the account, for those who want to make use of them. */
public interface Machines {

    /** The instances that are running, of all regions. */
    List<Machine> running();

    /**
     * The instance with this id, as long as EC2 knows it; an hour after its end it does
     * not.
     */
    Optional<Machine> find(String region, String instanceId);

    /**
     * An EC2 instance.
     *
     * @param region its region
     * @param instanceId such as {@code i-0123456789abcdef0}
     * @param state EC2's word for its state, such as {@code running}
     * @param instanceType such as {@code t3.micro}
     * @param vcpus how many virtual processors it has
     * @param memory its memory in MiB
     * @param gpus how many graphics processors it has
     * @param architecture {@code x86_64} or {@code arm64}
     * @param imageId its image, such as {@code ami-0123456789abcdef0}
     * @param availabilityZone such as {@code us-east-1a}
     * @param subnetId its subnet, or null once it is terminated
     * @param privateAddress its private IPv4 address, or null once it is terminated
     * @param instanceProfile the ARN of its instance profile, or null if it has none
     * @param userData its user data, decoded; empty if it has none
     * @param launchedAt when it was launched, or started the last time
     */
    record Machine(String region, String instanceId, String state, String instanceType, int vcpus, int memory, int gpus,
            String architecture, String imageId, String availabilityZone, @Nullable String subnetId,
            @Nullable String privateAddress, @Nullable String instanceProfile, String userData, Instant launchedAt) {
    }

}
