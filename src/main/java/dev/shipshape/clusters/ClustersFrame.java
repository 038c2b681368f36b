package dev.shipshape.clusters;

import dev.shipshape.aws.Connections;
import dev.shipshape.aws.CountedPlace;
import dev.shipshape.aws.SharedReads;
import org.springframework.stereotype.Component;

/** The way to the clusters, with their number where it was read just now. */
@Component
class ClustersFrame extends CountedPlace {

    ClustersFrame(Connections connections, SharedReads reads) {
        super(connections, reads, new Place(10, "Clusters", "/clusters", "boxes"), "clusters");
    }

}
