package dev.shipshape.clusters.settings;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.clusters.Cluster;
import dev.shipshape.clusters.Clusters;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.PutClusterCapacityProvidersRequest;
import software.amazon.awssdk.services.ecs.model.UpdateClusterRequest;

/** Changes what is set of a cluster. */
@Component
class ClusterChanges {

    private final AwsClients clients;

    private final ActionLog actions;

    ClusterChanges(AwsClients clients, ActionLog actions) {
        this.clients = clients;
        this.actions = actions;
    }

    /**
     * Changes settings, configuration and defaults of Service Connect.
     * @throws dev.shipshape.web.Problem if AWS refuses
     */
    void update(Connection connection, Cluster cluster, UpdateClusterRequest request) {
        this.actions.run(change(connection, cluster).by(request), () -> {
            this.clients.ecs(connection).updateCluster(request);
            return Outcome.of(cluster);
        });
    }

    /**
     * Says which capacity providers a cluster has and which of them tasks run on by
     * default.
     * @throws dev.shipshape.web.Problem if AWS refuses, such as while a service runs on
     * one that would go
     */
    void put(Connection connection, Cluster cluster, PutClusterCapacityProvidersRequest request) {
        this.actions.run(change(connection, cluster).by(request), () -> {
            this.clients.ecs(connection).putClusterCapacityProviders(request);
            return Outcome.of(cluster);
        });
    }

    private static Change change(Connection connection, Cluster cluster) {
        return Change.of(connection, Verb.UPDATE, Clusters.KIND, cluster.name()).on(cluster.arn());
    }

}
