package dev.shipshape.clusters;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.shipshape.audit.Change;
import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.Connection;
import dev.shipshape.cleanup.spi.Found;
import dev.shipshape.cleanup.spi.Remover;
import dev.shipshape.cleanup.spi.Survey;
import org.springframework.stereotype.Component;

/** Finds clusters again and removes them. */
@Component
class ClusterRemover implements Remover {

    private final Clusters clusters;

    ClusterRemover(Clusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String key() {
        return Clusters.KIND;
    }

    @Override
    public String word() {
        return "cluster";
    }

    @Override
    public Order order() {
        return Order.CLUSTER;
    }

    @Override
    public String reason() {
        return "A cluster goes when no service and no task is left in it.";
    }

    /**
     * A cluster that was there before and was asked for again keeps its old tags, so only
     * one with our tag was made by this action.
     */
    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return this.clusters.now(connection)
            .stream()
            .filter((cluster) -> action.id().equals(cluster.tags().get(Change.TAG)))
            .map((cluster) -> Clusters.resource(connection, cluster))
            .toList();
    }

    @Override
    public Phase phase() {
        return Phase.CLUSTERS;
    }

    @Override
    public List<Found> find(Connection connection, Survey survey) {
        return this.clusters.now(connection)
            .stream()
            .map((cluster) -> Found.of(Clusters.resource(connection, cluster))
                .tagged(cluster.tags())
                .using(Map.of(CapacityProviders.KIND, Set.copyOf(cluster.providers()))))
            .toList();
    }

    /** AWS tells no time of creation of clusters, and not of one that is INACTIVE. */
    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return !this.clusters.stands(connection, resource.arn());
    }

    @Override
    public void remove(Connection connection, Resource resource) {
        if (isGone(connection, resource)) {
            return;
        }
        this.clusters.delete(connection, resource.name(), resource.arn());
    }

    @Override
    public String page(Connection connection, Resource resource) {
        return connection.path() + "/clusters/" + resource.name();
    }

}
