package dev.shipshape.clusters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.shipshape.audit.ActionLog;
import dev.shipshape.audit.Change;
import dev.shipshape.audit.Outcome;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.audit.spi.Verb;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.SharedReads;
import dev.shipshape.cost.Billable;
import dev.shipshape.web.NotFound;
import dev.shipshape.web.Problem;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ClusterField;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterRequest;
import software.amazon.awssdk.services.ecs.model.DeleteClusterResponse;
import software.amazon.awssdk.services.ecs.model.DescribeClustersResponse;

/** The clusters of a connection. INACTIVE ones are deleted and count as gone. */
@Component
public class Clusters {

    /** DescribeClusters takes 100 a call (ECS API reference). */
    private static final int A_CALL = 100;

    /** The key of the kind in the action log and the ledger. */
    public static final String KIND = "cluster";

    private final AwsClients clients;

    private final SharedReads reads;

    private final ActionLog actions;

    Clusters(AwsClients clients, SharedReads reads, ActionLog actions) {
        this.clients = clients;
        this.reads = reads;
        this.actions = actions;
    }

    /** All clusters of a connection, by name. */
    public List<Cluster> in(Connection connection) {
        return this.reads.shared(connection, "clusters", () -> read(connection));
    }

    /** The same as far as they were read just now, without asking AWS. */
    @SuppressWarnings("unchecked") // this class alone keeps them under this key
    public List<Cluster> peek(Connection connection) {
        return this.reads.peek(connection, "clusters", List.class).orElse(List.of());
    }

    /** The names of all clusters of a connection, in their order. */
    public List<String> names(Connection connection) {
        return in(connection).stream().map(Cluster::name).toList();
    }

    /** The same as far as they were read just now, without asking AWS. */
    public List<String> peekNames(Connection connection) {
        return peek(connection).stream().map(Cluster::name).toList();
    }

    /** All clusters, asked of AWS now. */
    List<Cluster> now(Connection connection) {
        return this.reads.fresh(() -> read(connection));
    }

    /** Whether there is a cluster of this name or ARN that is not INACTIVE, asked now. */
    boolean stands(Connection connection, String cluster) {
        return !this.reads.fresh(() -> describe(connection, List.of(cluster))).isEmpty();
    }

    /**
     * The cluster of this name.
     * @throws NotFound if there is none, or it was deleted
     */
    public Cluster named(Connection connection, String name) {
        List<Cluster> found = this.reads.shared(connection, "cluster " + name,
                () -> describe(connection, List.of(name)));
        return found.stream().findFirst().orElseThrow(() -> new NotFound("cluster", name));
    }

    /**
     * Creates a cluster. AWS answers with the old one where the name is taken, which
     * would make someone else's cluster look like ours, so that is refused here.
     * @throws Problem if there is one of this name, or AWS refuses
     */
    Cluster create(Connection connection, NewCluster cluster) {
        if (!this.reads.fresh(() -> describe(connection, List.of(cluster.name()))).isEmpty()) {
            throw Problem.ofField("name", "There is a cluster of this name already.");
        }
        Change change = this.actions.making(connection, Verb.CREATE, KIND, cluster.name()).tagged(cluster.tags());
        CreateClusterRequest request = cluster.request(change);
        return this.actions.run(change.by(request), () -> {
            Cluster made = Cluster.of(this.clients.ecs(connection).createCluster(request).cluster());
            return Outcome.of(made).made(resource(connection, made));
        });
    }

    /**
     * Deletes a cluster.
     * @param arn the cluster's ARN, or its name
     * @throws Problem if AWS refuses, such as while it is not empty
     */
    void delete(Connection connection, String name, String arn) {
        DeleteClusterRequest request = DeleteClusterRequest.builder().cluster(name).build();
        this.actions.run(Change.of(connection, Verb.DELETE, KIND, name).on(arn).by(request), () -> {
            try {
                DeleteClusterResponse answer = this.clients.ecs(connection).deleteCluster(request);
                boolean gone = answer.cluster() == null || "INACTIVE".equals(answer.cluster().status());
                Outcome<String> outcome = Outcome.of(name);
                return gone ? outcome.gone(arn) : outcome.leaving(arn);
            }
            catch (ClusterNotFoundException ex) {
                return Outcome.of(name).gone(arn).note("It was gone already.");
            }
        });
    }

    static Resource resource(Connection connection, Cluster cluster) {
        return new Resource(KIND, cluster.name(), cluster.name(), cluster.arn(), null,
                Billable.nothing(connection.region()).facts());
    }

    private List<Cluster> read(Connection connection) {
        List<String> arns = this.clients.ecs(connection).listClustersPaginator().clusterArns().stream().toList();
        return describe(connection, arns);
    }

    private List<Cluster> describe(Connection connection, List<String> names) {
        List<Cluster> clusters = new ArrayList<>();
        for (int from = 0; from < names.size(); from += A_CALL) {
            List<String> some = names.subList(from, Math.min(from + A_CALL, names.size()));
            DescribeClustersResponse answer = this.clients.ecs(connection)
                .describeClusters((request) -> request.clusters(some)
                    .include(ClusterField.TAGS, ClusterField.SETTINGS, ClusterField.STATISTICS,
                            ClusterField.CONFIGURATIONS));
            EcsFailures.check(answer.failures());
            answer.clusters().stream().map(Cluster::of).forEach(clusters::add);
        }
        clusters.removeIf((cluster) -> cluster.status().equals("INACTIVE"));
        clusters.sort(Comparator.comparing(Cluster::name));
        return List.copyOf(clusters);
    }

}
