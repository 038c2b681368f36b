package dev.shipshape.localaws.ecs.placement;

import java.util.ArrayList;
import java.util.List;

import dev.shipshape.localaws.ecs.instances.Fleet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;

/** Finds container instances for tasks. */
public final class Placer {

    private final Fleet fleet;

    /** A placer on this fleet. */
    public Placer(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Whether there is any instance that tasks may go to. */
    public boolean hasInstances(Cluster cluster) {
        return !this.fleet.in(cluster, "ACTIVE").isEmpty();
    }

    /**
     * The instance for a task, or why none will do: one failure for each that there is.
     */
    public Place place(Wanted wanted) {
        List<ContainerInstance> all = this.fleet.in(wanted.cluster(), "ACTIVE");
        Fit fit = new Fit(this.fleet, wanted);
        List<ContainerInstance> fitting = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (ContainerInstance instance : all) {
            if (!isOffered(instance, wanted)) {
                continue;
            }
            String refusal = fit.refusal(instance);
            if (refusal == null) {
                fitting.add(instance);
            }
            else {
                failures.add(failure(instance.containerInstanceArn(), refusal));
            }
        }
        return fitting.isEmpty() ? new Place(null, failures)
                : new Place(new Preference(this.fleet, wanted, all).best(fitting), List.of());
    }

    /** The one instance that StartTask names, or why it will not do. */
    public Place placeOn(String instanceArn, Wanted wanted) {
        ContainerInstance instance = this.fleet.find(instanceArn).orElse(null);
        String refusal = (instance == null) ? "MISSING" : (!"ACTIVE".equals(instance.status()) ? instance.status()
                : new Fit(this.fleet, wanted).refusal(instance));
        return (refusal != null) ? new Place(null, List.of(failure(instanceArn, refusal)))
                : new Place(instance, List.of());
    }

    /**
     * A capacity provider takes its own instances, and those that belong to none; outside
     * AWS there are only managed instances of Systems Manager.
     */
    private static boolean isOffered(ContainerInstance instance, Wanted wanted) {
        String own = instance.capacityProviderName();
        boolean external = instance.ec2InstanceId() != null && instance.ec2InstanceId().startsWith("mi-");
        return external == wanted.external()
                && (wanted.provider() == null || own == null || own.equals(wanted.provider()));
    }

    private static Failure failure(String arn, String reason) {
        return Failure.builder().arn(arn).reason(reason).build();
    }

    /**
     * Where a task goes.
     *
     * @param instance the instance, or null if there is none
     * @param failures why not
     */
    public record Place(@Nullable ContainerInstance instance, List<Failure> failures) {
    }

}
