package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the overview shows it.
 *
 * @param name the connection's name
 * @param region its region
 * @param page its clusters' address
 * @param clusters how many clusters stand
 * @param services how many services they keep
 * @param running how many tasks run
 * @param pending how many tasks are on the way up
 * @param problem why AWS could not be asked; null if it could
 */
public record Place(String name, String region, String page, int clusters, int services, int running, int pending,
        @Nullable String problem) {

    static Place of(Connection connection, List<Cluster> clusters) {
        return new Place(connection.name(), connection.region(), connection.path() + "/clusters", clusters.size(),
                clusters.stream().mapToInt(Cluster::services).sum(), clusters.stream().mapToInt(Cluster::running).sum(),
                clusters.stream().mapToInt(Cluster::pending).sum(), null);
    }

    static Place silent(Connection connection, String problem) {
        return new Place(connection.name(), connection.region(), connection.path() + "/clusters", 0, 0, 0, 0, problem);
    }

}
