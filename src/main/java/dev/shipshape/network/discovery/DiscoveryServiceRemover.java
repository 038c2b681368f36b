package dev.shipshape.network.discovery;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds the Cloud Map services of ECS services and deletes them with their instances. */
@Component
class DiscoveryServiceRemover implements Remover {

    private final Discovery discovery;

    DiscoveryServiceRemover(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public String key() {
        return Discovery.SERVICE;
    }

    @Override
    public String word() {
        return "discovery service";
    }

    @Override
    public Order order() {
        return Order.DISCOVERY;
    }

    @Override
    public String reason() {
        return "A discovery service goes when no service registers tasks with it any more.";
    }

    @Override
    public Phase phase() {
        return Phase.USED;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.discovery.services(connection, survey.used(Discovery.SERVICE));
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.discovery.serviceStands(connection, resource.arn());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        this.discovery.deleteService(connection, resource);
    }

    /** Cloud Map services have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
