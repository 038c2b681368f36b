package dev.shipshape.network.discovery;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds the Cloud Map namespaces of ECS services and deletes them. */
@Component
class DiscoveryNamespaceRemover implements Remover {

    private final Discovery discovery;

    DiscoveryNamespaceRemover(Discovery discovery) {
        this.discovery = discovery;
    }

    @Override
    public String key() {
        return Discovery.NAMESPACE;
    }

    @Override
    public String word() {
        return "discovery namespace";
    }

    @Override
    public Order order() {
        return Order.DISCOVERY;
    }

    @Override
    public String reason() {
        return "A namespace goes when no discovery service is left in it.";
    }

    @Override
    public Phase phase() {
        return Phase.BELOW;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.discovery.namespaces(connection, survey.used(Discovery.NAMESPACE));
    }

    /** Shipshape makes none. */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return List.of();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.discovery.namespaceStands(connection, resource.arn());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (!isGone(connection, resource)) {
            this.discovery.deleteNamespace(connection, resource);
        }
    }

    /** Namespaces have no page here; they are met through the clusters. */
    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters";
    }

}
