package dev.shipshape.ecsservices.launch;

import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;

/** What a task runs on. */
public enum Launch {

    /** AWS runs it, by the second. */
    FARGATE("Fargate"),
    /**
     * The same on spare capacity, cheaper, taken back by AWS with two minutes' notice.
     */
    SPOT("Fargate Spot"),
    /** Instances that are registered in the cluster. */
    EC2("EC2 instances"),
    /** Machines outside of AWS. */
    EXTERNAL("External instances");

    /** Spot is a capacity provider, not a launch type (ECS API reference). */
    public static final CapacityProviderStrategyItem SPOT_STRATEGY = CapacityProviderStrategyItem.builder()
        .capacityProvider("FARGATE_SPOT")
        .weight(1)
        .build();

    private final String word;

    Launch(String word) {
        this.word = word;
    }

    /** What a person can choose for something new. */
    public static List<Launch> choices() {
        return List.of(FARGATE, SPOT, EC2);
    }

    /**
     * What AWS says.
     * @param type the launch type, such as {@code FARGATE}
     * @param capacityProvider the capacity provider, which says more where it is set
     */
    public static Launch of(@Nullable String type, @Nullable String capacityProvider) {
        if ("FARGATE_SPOT".equals(capacityProvider)) {
            return SPOT;
        }
        if ("FARGATE".equals(type) || "FARGATE".equals(capacityProvider)) {
            return FARGATE;
        }
        return "EXTERNAL".equals(type) ? EXTERNAL : EC2;
    }

    /** The word that a person reads. */
    public String word() {
        return this.word;
    }

    /** Whether AWS runs it and bills it by the task. */
    public boolean isFargate() {
        return this == FARGATE || this == SPOT;
    }

}
