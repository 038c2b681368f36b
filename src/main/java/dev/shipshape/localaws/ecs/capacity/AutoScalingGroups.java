package dev.shipshape.localaws.ecs.capacity;

import dev.shipshape.localaws.ecs.shared.EcsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProvider;
import software.amazon.awssdk.services.ecs.model.AutoScalingGroupProviderUpdate;
import software.amazon.awssdk.services.ecs.model.ManagedScaling;
import software.amazon.awssdk.services.ecs.model.ManagedScalingStatus;
import software.amazon.awssdk.services.ecs.model.ManagedTerminationProtection;

/**
 * The rules of a provider that is an Auto Scaling group, and what ECS fills in: managed
 * scaling to 100 percent in steps of 1 to 10,000, with 300 seconds for an instance to
 * warm up (API reference, ManagedScaling).
 */
final class AutoScalingGroups {

    private static final int MOST = 10_000;

    private AutoScalingGroups() {
    }

    static AutoScalingGroupProvider checked(AutoScalingGroupProvider asked) {
        if (asked.autoScalingGroupArn() == null || asked.autoScalingGroupArn().isEmpty()) {
            throw EcsErrors.invalidParameter("autoScalingGroupArn can not be blank.");
        }
        ManagedScaling none = ManagedScaling.builder().status(ManagedScalingStatus.DISABLED).build();
        return protect(asked.toBuilder()
            .managedScaling(filled((asked.managedScaling() != null) ? asked.managedScaling() : none))
            .managedTerminationProtection((asked.managedTerminationProtection() != null)
                    ? asked.managedTerminationProtection() : ManagedTerminationProtection.DISABLED)
            .build());
    }

    static AutoScalingGroupProvider updated(AutoScalingGroupProvider before,
            @Nullable AutoScalingGroupProviderUpdate asked) {
        if (asked == null) {
            return before;
        }
        AutoScalingGroupProvider.Builder next = before.toBuilder();
        if (asked.managedScaling() != null) {
            next.managedScaling(filled(merged(before.managedScaling(), asked.managedScaling())));
        }
        if (asked.managedTerminationProtection() != null) {
            next.managedTerminationProtection(asked.managedTerminationProtection());
        }
        if (asked.managedDraining() != null) {
            next.managedDraining(asked.managedDraining());
        }
        return protect(next.build());
    }

    /** Protection from termination belongs to managed scaling (API reference). */
    private static AutoScalingGroupProvider protect(AutoScalingGroupProvider provider) {
        if (provider.managedTerminationProtection() == ManagedTerminationProtection.ENABLED
                && provider.managedScaling().status() != ManagedScalingStatus.ENABLED) {
            throw EcsErrors.invalidParameter("The managed termination protection setting for the capacity provider is "
                    + "invalid. To enable managed termination protection for a capacity provider, the capacity provider "
                    + "must have managed scaling enabled.");
        }
        return provider;
    }

    private static ManagedScaling merged(@Nullable ManagedScaling before, ManagedScaling asked) {
        if (before == null) {
            return asked;
        }
        ManagedScaling.Builder merged = before.toBuilder();
        if (asked.statusAsString() != null) {
            merged.status(asked.statusAsString());
        }
        if (asked.targetCapacity() != null) {
            merged.targetCapacity(asked.targetCapacity());
        }
        if (asked.minimumScalingStepSize() != null) {
            merged.minimumScalingStepSize(asked.minimumScalingStepSize());
        }
        if (asked.maximumScalingStepSize() != null) {
            merged.maximumScalingStepSize(asked.maximumScalingStepSize());
        }
        if (asked.instanceWarmupPeriod() != null) {
            merged.instanceWarmupPeriod(asked.instanceWarmupPeriod());
        }
        return merged.build();
    }

    private static ManagedScaling filled(ManagedScaling asked) {
        if (asked.status() == ManagedScalingStatus.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("status should be one of [ENABLED,DISABLED]");
        }
        ManagedScaling scaling = ManagedScaling.builder()
            .status((asked.status() != null) ? asked.status() : ManagedScalingStatus.DISABLED)
            .targetCapacity(within("targetCapacity", asked.targetCapacity(), 1, 100, 100))
            .minimumScalingStepSize(within("minimumScalingStepSize", asked.minimumScalingStepSize(), 1, MOST, 1))
            .maximumScalingStepSize(within("maximumScalingStepSize", asked.maximumScalingStepSize(), 1, MOST, MOST))
            .instanceWarmupPeriod(within("instanceWarmupPeriod", asked.instanceWarmupPeriod(), 0, MOST, 300))
            .build();
        if (scaling.minimumScalingStepSize() > scaling.maximumScalingStepSize()) {
            throw EcsErrors.invalidParameter(
                    "The minimumScalingStepSize must not be greater than the " + "maximumScalingStepSize.");
        }
        return scaling;
    }

    private static int within(String name, @Nullable Integer value, int least, int most, int usual) {
        int number = (value != null) ? value : usual;
        if (number < least || number > most) {
            throw EcsErrors.invalidParameter(
                    "The specified " + name + " is invalid. It must be between " + least + " and " + most + ".");
        }
        return number;
    }

}
