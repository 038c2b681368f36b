package dev.shipshape.clusters;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds capacity providers, takes them out of their clusters and deletes them. */
@Component
class CapacityProviderRemover implements Remover {

    private final CapacityProviders providers;

    CapacityProviderRemover(CapacityProviders providers) {
        this.providers = providers;
    }

    @Override
    public String key() {
        return CapacityProviders.KIND;
    }

    @Override
    public String word() {
        return "capacity provider";
    }

    @Override
    public Order order() {
        return Order.CAPACITY_PROVIDER;
    }

    @Override
    public String reason() {
        return "A capacity provider goes when no instance of it is left in a cluster.";
    }

    @Override
    public Phase phase() {
        return Phase.WITHIN;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.providers.found(connection);
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    /** AWS tells no time of creation. INACTIVE ones are deleted. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.providers.stands(connection, resource.arn());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.providers.delete(connection, resource.name(), resource.arn());
    }

    /** Capacity providers have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
