package dev.shipshape.ecsservices.scaling;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds what scales services and ends it. */
@Component
class ScalingTargetRemover implements Remover {

    private final ScalingTargets targets;

    ScalingTargetRemover(ScalingTargets targets) {
        this.targets = targets;
    }

    @Override
    public String key() {
        return ScalingTargets.KIND;
    }

    @Override
    public String word() {
        return "scaling target";
    }

    @Override
    public Order order() {
        return Order.SCALING;
    }

    @Override
    public String reason() {
        return "What scales a service goes first, or the count that is set to 0 would climb back.";
    }

    @Override
    public Phase phase() {
        return Phase.WITHIN;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.targets.in(connection, survey.names("cluster")).stream().map(Found::of).toList();
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.targets.stands(connection, resource);
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.targets.deregister(connection, resource);
        }
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters/" + resource.scope() + "/services/" + resource.name();
    }

}
