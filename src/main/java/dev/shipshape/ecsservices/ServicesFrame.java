package dev.shipshape.ecsservices;

import java.util.List;
import java.util.Optional;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.clusters.Clusters;
import org.springframework.stereotype.Component;

/**
 * The way to the services of all clusters, with their number where it was read just now.
 */
@Component
class ServicesFrame extends CountedPlace {

    private final ServiceReads ecs;

    private final Clusters clusters;

    ServicesFrame(Connections connections, SharedReads reads, ServiceReads ecs, Clusters clusters) {
        super(connections, reads, new Place(15, "Services", "/services", "layers"), "services");
        this.ecs = ecs;
        this.clusters = clusters;
    }

    @Override
    protected Optional<Integer> count(Connection connection) {
        return this.ecs.peek(connection, this.clusters.peekNames(connection)).map(List::size);
    }

}
