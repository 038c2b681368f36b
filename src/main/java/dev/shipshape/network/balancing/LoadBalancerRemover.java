package dev.shipshape.network.balancing;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds the load balancers of services and deletes them with their listeners. */
@Component
class LoadBalancerRemover implements Remover {

    private final LoadBalancers balancers;

    LoadBalancerRemover(LoadBalancers balancers) {
        this.balancers = balancers;
    }

    @Override
    public String key() {
        return LoadBalancers.KIND;
    }

    @Override
    public String word() {
        return "load balancer";
    }

    @Override
    public Order order() {
        return Order.LOAD_BALANCER;
    }

    @Override
    public String reason() {
        return "A load balancer goes when no service registers tasks with it any more.";
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.balancers.of(connection, survey.used(TargetGroups.KIND));
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.balancers.stands(connection, resource);
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.balancers.delete(connection, resource);
        }
    }

    /** Load balancers have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
