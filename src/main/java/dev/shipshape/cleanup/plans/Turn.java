package dev.shipshape.cleanup.plans;

import java.util.List;
import java.util.Objects;

import dev.shipshape.cleanup.spi.Remover.Order;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource stands in the order of removal. The order is AWS's own: services
 * before the tasks that they would start again, both before their cluster; what they use
 * (task definitions, repositories, log groups, networks) once none of them runs on the
 * connection; roles last.
 *
 * @param connection the connection's name
 * @param order when its kind's turn comes
 * @param kind the key of its kind
 * @param name its name
 * @param scope the name of what it lies in; null for none
 */
record Turn(String connection, Order order, String kind, String name, @Nullable String scope) {

    /** Whether this must be confirmed gone before the other's removal starts. */
    boolean goesBefore(Turn other) {
        if (!this.connection.equals(other.connection) || this.order.compareTo(other.order) > 0) {
            return false;
        }
        if (this.order == other.order) {
            // an image lies in its repository
            return this.scope != null && other.scope == null && this.scope.equals(other.name)
                    && !this.kind.equals(other.kind);
        }
        return switch (other.order) {
            case SERVICE, TASK, CLUSTER -> Objects.equals(cluster(), other.cluster());
            case TASK_DEFINITION, REPOSITORY, LOG_GROUP, NETWORK -> runs();
            case ROLE -> true;
        };
    }

    private boolean runs() {
        return this.order == Order.SERVICE || this.order == Order.TASK;
    }

    private @Nullable String cluster() {
        return (this.order == Order.CLUSTER) ? this.name : this.scope;
    }

    /** Those that must go before this and are not confirmed gone. */
    List<Step> waitsFor(List<Step> steps) {
        return steps.stream()
            .filter((step) -> step.getState() != Step.State.GONE && step.turn().goesBefore(this))
            .toList();
    }

    /** The steps whose turn it is: nothing that must go first still stands. */
    static List<Step> ready(List<Step> steps) {
        return steps.stream()
            .filter((step) -> step.getState() == Step.State.WAITING && step.turn().waitsFor(steps).isEmpty())
            .toList();
    }

    /** Whether nothing is under way and nothing can start any more. */
    static boolean over(List<Step> steps, boolean cancelled) {
        return steps.stream().noneMatch((step) -> step.getState() == Step.State.REMOVING)
                && (cancelled || ready(steps).isEmpty());
    }

}
