package dev.shipshape.cleanup.plans;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.shipshape.cleanup.spi.Remover.Order;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource stands in the order of removal. The order is AWS's own: services
 * before the tasks that they would start again, both before their instances and their
 * cluster; what they use (load balancers, task definitions, repositories, log groups,
 * networks) once none of them runs in the region; roles last.
 *
 * @param connection the connection's name
 * @param region the AWS region's id; roles belong to all of a connection
 * @param order when its kind's turn comes
 * @param kind the key of its kind
 * @param name its name
 * @param scope the name of what it lies in; null for none
 */
record Turn(String connection, String region, Order order, String kind, String name, @Nullable String scope) {

    /** Whether this must be confirmed gone before the other's removal starts. */
    boolean goesBefore(Turn other) {
        if (!this.connection.equals(other.connection) || this.order.compareTo(other.order) > 0) {
            return false;
        }
        if (this.order == other.order) {
            // an image lies in its repository
            return this.region.equals(other.region) && this.scope != null && other.scope == null
                    && this.scope.equals(other.name) && !this.kind.equals(other.kind);
        }
        if (other.order == Order.ROLE) {
            return true;
        }
        return this.region.equals(other.region) && switch (other.order) {
            case SCALING, SERVICE, TASK, INSTANCE -> liesBeside(other);
            case TARGET_GROUP -> runs() || this.order == Order.LOAD_BALANCER;
            case CAPACITY_PROVIDER -> runs() || this.order == Order.INSTANCE;
            case CLUSTER -> liesBeside(other) || this.order == Order.CAPACITY_PROVIDER;
            case LOAD_BALANCER, DISCOVERY, TASK_DEFINITION, REPOSITORY, LOG_GROUP -> runs();
            case NETWORK -> runs() || this.order == Order.LOAD_BALANCER || this.order == Order.INSTANCE;
            case ROLE -> true;
        };
    }

    private boolean runs() {
        return this.order == Order.SCALING || this.order == Order.SERVICE || this.order == Order.TASK;
    }

    /** Whether both lie in, or are, the same cluster. */
    private boolean liesBeside(Turn other) {
        return (runs() || this.order == Order.INSTANCE) && Objects.equals(cluster(), other.cluster());
    }

    private @Nullable String cluster() {
        return (this.order == Order.CLUSTER) ? this.name : this.scope;
    }

    /** Those that must go before this and are not confirmed gone. */
    List<Step> waitsFor(List<Step> steps) {
        return steps.stream()
            .filter((step) -> step.getState() != Step.State.DONE && step.turn().goesBefore(this))
            .toList();
    }

    /** The steps whose turn it is: nothing that must go first still stands. */
    static List<Step> ready(List<Step> steps) {
        Set<Turn> standing = steps.stream()
            .filter((step) -> step.getState() != Step.State.DONE)
            .map((step) -> step.turn().alike())
            .collect(Collectors.toSet());
        return steps.stream()
            .filter((step) -> step.getState() == Step.State.WAITING
                    && standing.stream().noneMatch((other) -> other.goesBefore(step.turn())))
            .toList();
    }

    /**
     * What all have in common that go before the same: only a cluster does by its name.
     * So thousands of a kind are looked at once.
     */
    private Turn alike() {
        return (this.order == Order.CLUSTER) ? this
                : new Turn(this.connection, this.region, this.order, this.kind, "", this.scope);
    }

    /** Whether nothing is under way and nothing can start any more. */
    static boolean over(List<Step> steps, boolean cancelled) {
        return steps.stream().noneMatch((step) -> step.getState() == Step.State.BEGUN)
                && (cancelled || ready(steps).isEmpty());
    }

}
