package dev.shipshape.ecsservices;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
import dev.shipshape.aws.Extent;
import dev.shipshape.aws.GatheredReads;
import dev.shipshape.aws.Gathering;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesRequest;
import software.amazon.awssdk.services.ecs.model.ServiceField;

/**
 * Asks ECS for services. What it sees INACTIVE goes from the ledger: that is AWS's own
 * word.
 */
@Component
class ServiceReads {

    /** DescribeServices takes 10 a call (ECS API reference). */
    private static final int A_CALL = 10;

    /** ListServices answers with 10 a page unless asked for more. */
    private static final int A_PAGE = 100;

    private final AwsClients clients;

    private final GatheredReads gathered;

    private final ResourceLedger ledger;

    ServiceReads(AwsClients clients, GatheredReads gathered, ResourceLedger ledger) {
        this.clients = clients;
        this.gathered = gathered;
        this.ledger = ledger;
    }

    /** The services of a cluster by name, those that drain included. */
    List<Service> in(Connection connection, String cluster, Extent extent) {
        return this.gathered.list(connection, key(cluster), "service", extent,
                (gathering) -> gather(connection, cluster, leaving(connection), gathering));
    }

    /**
     * The same, asked of AWS now.
     * @param leaving what the ledger knows to be on its way out
     */
    List<Service> now(Connection connection, String cluster, List<Resource> leaving) {
        return this.gathered.now((gathering) -> gather(connection, cluster, leaving, gathering));
    }

    /** The services of these clusters as they were last read, without asking AWS. */
    Optional<List<Service>> peek(Connection connection, List<String> clusters) {
        return this.gathered.peek(connection, clusters.stream().map(ServiceReads::key).toList());
    }

    private static String key(String cluster) {
        return "services " + cluster;
    }

    private static List<Service> standing(List<Service> services) {
        return services.stream().filter((service) -> !service.inactive()).toList();
    }

    /** What the ledger knows to be on its way out, read once for several clusters. */
    List<Resource> leaving(Connection connection) {
        return entries(connection).filter((entry) -> entry.getState() != LedgerEntry.State.AWAITING)
            .map(LedgerEntry::resource)
            .toList();
    }

    /**
     * A DRAINING service has left ListServices, so those that we told to go are described
     * by the ledger's names. A cluster that has gone meanwhile has none.
     */
    private void gather(Connection connection, String cluster, List<Resource> known, Gathering<Service> gathering) {
        List<String> leaving = known.stream()
            .filter((resource) -> cluster.equals(resource.scope()))
            .map(Resource::arn)
            .toList();
        Set<String> listed = new HashSet<>();
        gathering.sorted(Comparator.comparing(Service::name));
        try {
            this.clients.ecs(connection)
                .listServicesPaginator(ListServicesRequest.builder().cluster(cluster).maxResults(A_PAGE).build())
                .forEach((page) -> {
                    listed.addAll(page.serviceArns());
                    describe(connection, cluster, page.serviceArns(), gathering);
                });
            describe(connection, cluster, leaving.stream().filter((arn) -> !listed.contains(arn)).distinct().toList(),
                    gathering);
        }
        catch (ClusterNotFoundException ex) {
            // gone meanwhile, and its services with it
        }
    }

    private void describe(Connection connection, String cluster, List<String> arns, Gathering<Service> gathering) {
        for (int from = 0; from < arns.size(); from += A_CALL) {
            List<String> some = arns.subList(from, Math.min(from + A_CALL, arns.size()));
            gathering.batch(some.size(), () -> standing(ifThere(() -> describe(connection, cluster, some))));
        }
    }

    /**
     * The service of this name or ARN, also while it drains and for a while after.
     */
    Optional<Service> find(Connection connection, String cluster, String service) {
        return ifThere(() -> describe(connection, cluster, List.of(service))).stream().findFirst();
    }

    /** The same as AWS tells it. */
    Optional<software.amazon.awssdk.services.ecs.model.Service> told(Connection connection, String cluster,
            String service) {
        return ifThere(() -> tell(connection, cluster, List.of(service))).stream().findFirst();
    }

    private static <T> List<T> ifThere(Supplier<List<T>> read) {
        try {
            return read.get();
        }
        catch (ClusterNotFoundException ex) {
            return List.of();
        }
    }

    private List<Service> describe(Connection connection, String cluster, List<String> names) {
        List<Service> services = tell(connection, cluster, names).stream().map(Service::of).toList();
        noteInactive(connection, services);
        return services;
    }

    private List<software.amazon.awssdk.services.ecs.model.Service> tell(Connection connection, String cluster,
            List<String> names) {
        DescribeServicesResponse answer = this.clients.ecs(connection)
            .describeServices((request) -> request.cluster(cluster).services(names).include(ServiceField.TAGS));
        EcsFailures.check(answer.failures());
        return answer.services();
    }

    private void noteInactive(Connection connection, List<Service> services) {
        List<Service> inactive = services.stream().filter(Service::inactive).toList();
        if (!inactive.isEmpty()) {
            entries(connection)
                .filter((entry) -> inactive.stream().anyMatch((service) -> isSame(entry.resource(), service)))
                .toList()
                .forEach((entry) -> this.ledger.gone(entry, null));
        }
    }

    private Stream<LedgerEntry> entries(Connection connection) {
        return this.ledger.standing()
            .stream()
            .filter((entry) -> entry.getConnection().equals(connection.name())
                    && connection.region().equals(entry.getRegion())
                    && entry.resource().kind().equals(EcsServices.KIND));
    }

    /** A newcomer of the same name has the same ARN, but was made at another time. */
    static boolean isSame(Resource resource, Service service) {
        return service.arn().equals(resource.arn()) && (resource.createdAt() == null || service.created() == null
                || resource.createdAt().equals(service.created()));
    }

}
