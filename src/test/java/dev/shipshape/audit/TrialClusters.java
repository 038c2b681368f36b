package dev.shipshape.audit;

import java.util.List;

import dev.shipshape.audit.spi.OpenAction;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.ResourceKind;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Clusters of a kind of their own, so that the log is tested without any room above. */
class TrialClusters implements ResourceKind {

    static final String KIND = "trial-cluster";

    private final AwsClients clients;

    private final ActionLog actions;

    TrialClusters(AwsClients clients, ActionLog actions) {
        this.clients = clients;
        this.actions = actions;
    }

    /** Makes a cluster, as a room would. */
    Cluster create(Connection connection, String name) {
        Change change = Change.of(connection, Verb.CREATE, KIND, name);
        CreateClusterRequest request = CreateClusterRequest.builder()
            .clusterName(name)
            .tags(Tag.builder().key(Change.TAG).value(change.id()).build())
            .build();
        return this.actions.run(change.by(request), () -> {
            Cluster cluster = ecs(connection).createCluster(request).cluster();
            return Outcome.of(cluster).made(resource(cluster));
        });
    }

    /** Deletes a cluster, as a room would. */
    void delete(Connection connection, String name, String arn) {
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn), () -> {
            ecs(connection).deleteCluster((request) -> request.cluster(name));
            return Outcome.of(name).gone(arn);
        });
    }

    EcsClient ecs(Connection connection) {
        return this.clients.ecs(connection);
    }

    private static Resource resource(Cluster cluster) {
        return Resource.of(KIND, cluster.clusterName(), null, cluster.clusterArn(), null);
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public List<Resource> madeBy(Connection connection, OpenAction action) {
        return ecs(connection).describeClusters((request) -> request.clusters(action.name()).include(ClusterField.TAGS))
            .clusters()
            .stream()
            .filter((cluster) -> cluster.status().equals("ACTIVE") && cluster.tags()
                .stream()
                .anyMatch((tag) -> tag.key().equals(Change.TAG) && tag.value().equals(action.id())))
            .map(TrialClusters::resource)
            .toList();
    }

    @Override
    public boolean isGone(Connection connection, Resource resource) {
        return ecs(connection).describeClusters((request) -> request.clusters(resource.name()))
            .clusters()
            .stream()
            .noneMatch((cluster) -> cluster.status().equals("ACTIVE"));
    }

}
