package dev.shipshape.cleanup.plans;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.shipshape.cleanup.spi.Remover.Order;

/**
 * What AWS wants gone before it removes something, as its API references and user guides
 * say, written down without a look at {@link Turn}: which kinds, and where they are
 * looked for.
 */
final class AwsOrder {

    /** How far a need reaches. */
    private enum Reach {

        /** What lies in the same cluster. */
        CLUSTER,
        /** All in the region. */
        REGION,
        /** All in the account, whatever the region. */
        ACCOUNT

    }

    private static final Set<Order> RUNNING = EnumSet.of(Order.SCALING, Order.SERVICE, Order.TASK);

    private static final Map<Order, Map<Reach, Set<Order>>> NEEDS = new EnumMap<>(Order.class);

    static {
        // Application Auto Scaling sets the count of a service again that was set to 0
        NEEDS.put(Order.SERVICE, Map.of(Reach.CLUSTER, EnumSet.of(Order.SCALING)));
        // StopTask: a service starts another one
        NEEDS.put(Order.TASK, Map.of(Reach.CLUSTER, EnumSet.of(Order.SCALING, Order.SERVICE)));
        // DeregisterContainerInstance: tasks that run on it are orphaned
        NEEDS.put(Order.INSTANCE, Map.of(Reach.CLUSTER, RUNNING));
        // DeleteCluster: ClusterContainsServices, -Tasks, -ContainerInstances and
        // -CapacityProviderException
        NEEDS.put(Order.CLUSTER,
                Map.of(Reach.CLUSTER, EnumSet.of(Order.SCALING, Order.SERVICE, Order.TASK, Order.INSTANCE),
                        Reach.REGION, EnumSet.of(Order.CAPACITY_PROVIDER)));
        // services register and deregister their tasks with them until they are gone
        NEEDS.put(Order.LOAD_BALANCER, Map.of(Reach.REGION, RUNNING));
        NEEDS.put(Order.DISCOVERY, Map.of(Reach.REGION, RUNNING));
        // DeleteTargetGroup: ResourceInUse while a listener or a rule sends to it
        NEEDS.put(Order.TARGET_GROUP, Map.of(Reach.REGION, and(RUNNING, Order.LOAD_BALANCER)));
        // DeleteCapacityProvider: not while services use it or instances stand in it
        NEEDS.put(Order.CAPACITY_PROVIDER, Map.of(Reach.REGION, and(RUNNING, Order.INSTANCE)));
        // DeleteTaskDefinitions: a revision that runs stays DELETE_IN_PROGRESS
        NEEDS.put(Order.TASK_DEFINITION, Map.of(Reach.REGION, RUNNING));
        // a task that starts meanwhile could not pull its image, or would write a log
        NEEDS.put(Order.REPOSITORY, Map.of(Reach.REGION, RUNNING));
        NEEDS.put(Order.LOG_GROUP, Map.of(Reach.REGION, RUNNING));
        // DeleteSecurityGroup: DependencyViolation while a network interface is in it
        NEEDS.put(Order.NETWORK, Map.of(Reach.REGION, and(RUNNING, Order.LOAD_BALANCER, Order.INSTANCE)));
        // everything else may still act by its role while it goes
        NEEDS.put(Order.ROLE, Map.of(Reach.ACCOUNT, EnumSet.complementOf(EnumSet.of(Order.ROLE))));
    }

    private AwsOrder() {
    }

    private static Set<Order> and(Set<Order> some, Order... more) {
        EnumSet<Order> all = EnumSet.copyOf(some);
        all.addAll(Set.of(more));
        return all;
    }

    /** Whether AWS wants the first gone before it removes the other. */
    static boolean needsGone(Turn first, Turn other) {
        if (!first.connection().equals(other.connection())) {
            return false;
        }
        boolean sameRegion = first.region().equals(other.region());
        if (first.order() == other.order()) {
            return sameRegion && isPart(first, other);
        }
        Map<Reach, Set<Order>> needs = NEEDS.getOrDefault(other.order(), Map.of());
        return isOf(needs, Reach.ACCOUNT, first) || (sameRegion && (isOf(needs, Reach.REGION, first)
                || (isOf(needs, Reach.CLUSTER, first) && sameCluster(first, other))));
    }

    private static boolean isOf(Map<Reach, Set<Order>> needs, Reach reach, Turn first) {
        return needs.getOrDefault(reach, Set.of()).contains(first.order());
    }

    /** Images of a repository, Cloud Map services of a namespace. */
    private static boolean isPart(Turn part, Turn whole) {
        return part.scope() != null && whole.scope() == null && part.scope().equals(whole.name())
                && ((part.kind().equals("image") && whole.kind().equals("repository"))
                        || (part.kind().equals("discovery-service") && whole.kind().equals("discovery-namespace")));
    }

    private static boolean sameCluster(Turn first, Turn other) {
        String cluster = (other.order() == Order.CLUSTER) ? other.name() : other.scope();
        return first.scope() != null && first.scope().equals(cluster);
    }

}
