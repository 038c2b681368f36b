package dev.shipshape.clusters;

import java.util.List;
import java.util.Objects;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds container instances and deregisters them. */
@Component
class ContainerInstanceRemover implements Remover {

    private final ContainerInstances instances;

    ContainerInstanceRemover(ContainerInstances instances) {
        this.instances = instances;
    }

    @Override
    public String key() {
        return ContainerInstances.KIND;
    }

    @Override
    public String word() {
        return "container instance";
    }

    @Override
    public Order order() {
        return Order.INSTANCE;
    }

    @Override
    public String reason() {
        return "An instance leaves its cluster when no task is left to run on it. Its EC2 instance goes on billing: end that in EC2.";
    }

    @Override
    public Phase phase() {
        return Phase.WITHIN;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.instances.found(connection, survey.names(Clusters.KIND));
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.instances.stands(connection, scope(resource), resource);
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.instances.deregister(connection, scope(resource), resource);
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters/" + scope(resource);
    }

    private static String scope(Resource resource) {
        return Objects.requireNonNullElse(resource.scope(), "default");
    }

}
