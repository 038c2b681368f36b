package dev.shipshape.localaws.ecs.tasks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.shipshape.localaws.ecs.clusters.CapacityProviders;
import dev.shipshape.localaws.ecs.clusters.Providers;
import dev.shipshape.localaws.ecs.instances.Demand;
import dev.shipshape.localaws.ecs.instances.Fleet;
import dev.shipshape.localaws.ecs.placement.Placer;
import dev.shipshape.localaws.ecs.placement.Wanted;
import dev.shipshape.localaws.ecs.shared.Names;
import dev.shipshape.localaws.ecs.shared.Tags;
import dev.shipshape.localaws.engine.Disturbances;
import dev.shipshape.localaws.engine.Engine;
import dev.shipshape.localaws.engine.Surroundings;
import dev.shipshape.localaws.engine.TaskInterface;
import dev.shipshape.localaws.store.Index;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Task;

/** Starts tasks, for RunTask, StartTask and services alike. */
public final class TaskStarter {

    private final Engine engine;

    private final TaskInterfaces interfaces;

    private final Disturbances disturbances;

    private final Fleet fleet;

    private final Placer placer;

    private final Tags tags;

    /** A starter of tasks that live in this engine. */
    public TaskStarter(Engine engine, Surroundings surroundings, Index<TaskInterface> byAddress, Fleet fleet,
            Tags tags) {
        this.engine = engine;
        this.interfaces = new TaskInterfaces(surroundings.network(), byAddress);
        this.disturbances = surroundings.disturbances();
        this.fleet = fleet;
        this.placer = new Placer(fleet);
        this.tags = tags;
    }

    /**
     * What came of an order.
     *
     * @param tasks the tasks that were started
     * @param failures why the others were not: one for each instance that was tried
     */
    public record Started(List<Task> tasks, List<Failure> failures) {
    }

    /** Whether a fault has it that there is no capacity for services. */
    public boolean isShortForServices() {
        return this.disturbances.isShortForServices();
    }

    /** Whether tasks can go to container instances of a cluster at all. */
    public boolean hasInstances(Cluster cluster) {
        return this.placer.hasInstances(cluster);
    }

    /** Starts this many tasks, or as many as find a place. */
    public Started start(Order order, int count, Instant now) {
        List<String> providers = order.placement().strategy().isEmpty() ? List.of()
                : CapacityProviders.assign(order.placement().strategy(), count);
        List<Task> tasks = new ArrayList<>();
        for (int task = 0; task < count; task++) {
            Started one = start(order, providers.isEmpty() ? null : providers.get(task), now);
            tasks.addAll(one.tasks());
            if (one.tasks().isEmpty()) {
                return new Started(tasks, one.failures());
            }
        }
        return new Started(tasks, List.of());
    }

    /** Starts one task, with this provider of capacity, if any. */
    public Started start(Order order, @Nullable String provider, Instant now) {
        if (isFargate(order, provider)) {
            return new Started(List.of(onFargate(order, provider, now)), List.of());
        }
        Placer.Place place = this.placer.place(wanted(order, provider));
        ContainerInstance instance = place.instance();
        return (instance != null) ? new Started(List.of(on(instance, order, provider, now)), List.of())
                : new Started(List.of(), failures(order, place, provider));
    }

    /** Starts one task on each of these instances, as far as it fits there. */
    public Started startOn(List<String> instanceArns, Order order, Instant now) {
        List<Task> tasks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : instanceArns) {
            Placer.Place place = this.placer.placeOn(arn, wanted(order, null));
            ContainerInstance instance = place.instance();
            if (instance != null) {
                tasks.add(on(instance, order, null, now));
            }
            failures.addAll(place.failures());
        }
        return new Started(tasks, failures);
    }

    private static boolean isFargate(Order order, @Nullable String provider) {
        return (provider != null) ? Providers.FARGATE.contains(provider)
                : order.placement().launchType() == LaunchType.FARGATE;
    }

    private static List<Failure> failures(Order order, Placer.Place place, @Nullable String provider) {
        if (!place.failures().isEmpty()) {
            return place.failures();
        }
        return List.of(Failure.builder()
            .arn(order.cluster().clusterArn())
            .reason((provider != null) ? "EMPTY CAPACITY PROVIDER" : "NO ACTIVE INSTANCES")
            .build());
    }

    private Wanted wanted(Order order, @Nullable String provider) {
        String region = order.cluster().clusterArn().split(":", -1)[3];
        return new Wanted(order.cluster(), order.definition(), Demand.of(order.definition(), order.overrides()),
                order.rules(), order.group(), provider, this.interfaces.zones(region, order.placement().network()),
                order.placement().launchType() == LaunchType.EXTERNAL);
    }

    private Task onFargate(Order order, @Nullable String provider, Instant now) {
        String arn = arn(order);
        TaskInterface networkInterface = attach(order, arn, null, now);
        return begin(order, new TaskShape(order, arn, now).onFargate(provider, networkInterface), networkInterface);
    }

    private Task on(ContainerInstance instance, Order order, @Nullable String provider, Instant now) {
        String arn = arn(order);
        String zone = instance.attributes()
            .stream()
            .filter((one) -> "ecs.availability-zone".equals(one.name()))
            .map((one) -> one.value())
            .findFirst()
            .orElse(null);
        TaskInterface networkInterface = attach(order, arn, zone, now);
        Demand demand = Demand.of(order.definition(), order.overrides());
        String owner = (provider != null) ? provider : instance.capacityProviderName();
        this.fleet.reserve(instance.containerInstanceArn(), arn, demand);
        return begin(order, new TaskShape(order, arn, now).on(instance, demand, owner, networkInterface),
                networkInterface);
    }

    private static String arn(Order order) {
        return Names.below(order.cluster(), ":task/") + UUID.randomUUID().toString().replace("-", "");
    }

    private @Nullable TaskInterface attach(Order order, String arn, @Nullable String zone, Instant now) {
        AwsVpcConfiguration network = order.placement().network();
        return (network != null) ? this.interfaces.make(network, arn, zone, now) : null;
    }

    private Task begin(Order order, Task task, @Nullable TaskInterface networkInterface) {
        this.engine.begin(task, networkInterface);
        this.tags.set(task.taskArn(), order.tags());
        return task.toBuilder().tags(order.tags()).build();
    }

}
