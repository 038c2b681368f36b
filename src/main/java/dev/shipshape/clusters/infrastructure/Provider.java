package dev.shipshape.clusters.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.shipshape.clusters.StrategyItem;
import dev.shipshape.web.Status;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.CapacityProvider;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;

/**
 * A capacity provider of a cluster as the console shows it.
 *
 * @param name its name
 * @param kind what it is
 * @param status its state
 * @param settings what is set of it, a sentence or less each
 * @param base its base in the cluster's default strategy; null where it has no part in it
 * @param weight its weight there
 */
record Provider(String name, String kind, Status status, List<String> settings, @Nullable Integer base,
        @Nullable Integer weight) {

    static Provider of(CapacityProvider told, List<StrategyItem> strategy) {
        @Nullable StrategyItem part = strategy.stream()
            .filter((item) -> item.provider().equals(told.name()))
            .findFirst()
            .orElse(null);
        return new Provider(told.name(), kind(told), status(told), settings(told), (part != null) ? part.base() : null,
                (part != null) ? part.weight() : null);
    }

    private static String kind(CapacityProvider told) {
        if (told.autoScalingGroupProvider() != null) {
            String arn = told.autoScalingGroupProvider().autoScalingGroupArn();
            return "Auto Scaling group " + arn.substring(arn.lastIndexOf('/') + 1);
        }
        if (told.managedInstancesProvider() != null) {
            return "Managed instances";
        }
        return told.name().equals("FARGATE_SPOT") ? "Fargate, spare capacity that AWS may take back" : "Fargate";
    }

    private static Status status(CapacityProvider told) {
        String update = Objects.requireNonNullElse(told.updateStatusAsString(), "");
        if (update.endsWith("FAILED")) {
            return Status.failed("Failed");
        }
        return switch (Objects.requireNonNullElse(told.statusAsString(), "")) {
            case "ACTIVE" -> update.endsWith("IN_PROGRESS") ? Status.moving("Updating") : Status.running("Active");
            case "PROVISIONING" -> Status.moving("Provisioning");
            case "DEPROVISIONING" -> Status.waiting("Deprovisioning");
            case "INACTIVE" -> Status.stopped("Inactive");
            default -> Status.unknown();
        };
    }

    private static List<String> settings(CapacityProvider told) {
        List<String> settings = new ArrayList<>();
        AutoScalingGroupProvider group = told.autoScalingGroupProvider();
        if (group != null) {
            scaling(group.managedScaling(), settings);
            settings.add("termination protection "
                    + ("ENABLED".equals(group.managedTerminationProtectionAsString()) ? "on" : "off"));
            settings.add("managed draining " + ("DISABLED".equals(group.managedDrainingAsString()) ? "off" : "on"));
        }
        String reason = told.updateStatusReason();
        if (reason != null && !reason.isEmpty()) {
            settings.add(reason);
        }
        return List.copyOf(settings);
    }

    private static void scaling(@Nullable ManagedScaling scaling, List<String> settings) {
        if (scaling == null || !"ENABLED".equals(scaling.statusAsString())) {
            settings.add("managed scaling off");
            return;
        }
        settings.add("managed scaling to " + scaling.targetCapacity() + " % full");
        settings.add("in steps of " + scaling.minimumScalingStepSize() + " to " + scaling.maximumScalingStepSize());
        if (scaling.instanceWarmupPeriod() != null) {
            settings.add("warm-up " + scaling.instanceWarmupPeriod() + " s");
        }
    }

}
