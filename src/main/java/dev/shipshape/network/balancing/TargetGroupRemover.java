package dev.shipshape.network.balancing;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds the target groups of services and deletes them. */
@Component
class TargetGroupRemover implements Remover {

    private final TargetGroups groups;

    TargetGroupRemover(TargetGroups groups) {
        this.groups = groups;
    }

    @Override
    public String key() {
        return TargetGroups.KIND;
    }

    @Override
    public String word() {
        return "target group";
    }

    @Override
    public Order order() {
        return Order.TARGET_GROUP;
    }

    @Override
    public String reason() {
        return "A target group goes when no load balancer sends to it any more.";
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.groups.found(connection, survey.used(TargetGroups.KIND));
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.groups.stands(connection, resource.arn());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.groups.delete(connection, resource);
    }

    /** Target groups have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
