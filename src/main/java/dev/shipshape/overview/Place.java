package dev.shipshape.overview;

import java.util.List;

import dev.shipshape.aws.Connection;
import dev.shipshape.aws.SideBySide;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.web.Problem;
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
 * @param problem why AWS could not be asked, or not about all; null if it could
 */
public record Place(String name, String region, String page, int clusters, int services, int running, int pending,
        @Nullable Problem problem) {

    static Place of(Connection connection, List<Cluster> clusters, @Nullable Problem problem) {
        return new Place(connection.name(), connection.region(), connection.path() + "/clusters", clusters.size(),
                clusters.stream().mapToInt(Cluster::services).sum(), clusters.stream().mapToInt(Cluster::running).sum(),
                clusters.stream().mapToInt(Cluster::pending).sum(), problem);
    }

    /** Whether nothing more is to be expected of it. */
    boolean atRest() {
        return this.problem == null || !this.problem.status().is5xxServerError();
    }

    /** Whether it is only late, which is no reason to worry yet. */
    public boolean late() {
        return this.problem instanceof SideBySide.Late;
    }

}
