package dev.shipshape.localaws.ecs.shared;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import dev.shipshape.localaws.store.Index;
import dev.shipshape.localaws.store.Table;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;

/** Finds clusters by what is asked for, at the cost of what is found. */
public final class ClusterIndex {

    private final Index<Cluster> active;

    private final Index<Cluster> byProvider;

    ClusterIndex(Table<Cluster> clusters) {
        this.active = clusters.index("active",
                (cluster) -> "ACTIVE".equals(cluster.status()) ? List.of(region(cluster)) : List.of());
        this.byProvider = clusters.index("provider",
                (cluster) -> cluster.capacityProviders()
                    .stream()
                    .map((provider) -> region(cluster) + "|" + provider)
                    .toList());
    }

    private static String region(Cluster cluster) {
        return cluster.clusterArn().split(":", 5)[3];
    }

    /**
     * The ARNs of the active clusters of a region, ascending, read as far as asked.
     * @param after only those behind this ARN; all when null
     */
    public Iterator<String> active(String region, @Nullable String after) {
        return this.active.after(region, after);
    }

    /** The ARN of a cluster that has this capacity provider. */
    public Optional<String> having(String region, String provider) {
        Iterator<String> found = this.byProvider.after(region + "|" + provider, null);
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }

}
