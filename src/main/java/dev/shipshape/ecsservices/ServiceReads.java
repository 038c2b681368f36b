package dev.shipshape.ecsservices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.shipshape.audit.LedgerEntry;
import dev.shipshape.audit.ResourceLedger;
import dev.shipshape.audit.spi.Resource;
import dev.shipshape.aws.AwsClients;
import dev.shipshape.aws.Connection;
import dev.shipshape.aws.EcsFailures;
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

    private final ResourceLedger ledger;

    ServiceReads(AwsClients clients, ResourceLedger ledger) {
        this.clients = clients;
        this.ledger = ledger;
    }

    /**
     * All services of a cluster by name. A DRAINING service has left ListServices, so
     * those that we told to go are described by the ledger's names. A cluster that has
     * gone meanwhile has none.
     */
    List<Service> in(Connection connection, String cluster) {
        return in(connection, cluster, leaving(connection));
    }

    /** What the ledger knows to be on its way out, read once for several clusters. */
    List<Resource> leaving(Connection connection) {
        return entries(connection).filter((entry) -> entry.getState() != LedgerEntry.State.AWAITING)
            .map(LedgerEntry::resource)
            .toList();
    }

    List<Service> in(Connection connection, String cluster, List<Resource> known) {
        try {
            Stream<String> listed = this.clients.ecs(connection)
                .listServicesPaginator(ListServicesRequest.builder().cluster(cluster).maxResults(A_PAGE).build())
                .serviceArns()
                .stream();
            Stream<String> leaving = known.stream()
                .filter((resource) -> cluster.equals(resource.scope()))
                .map(Resource::arn);
            List<Service> services = describe(connection, cluster, Stream.concat(listed, leaving).distinct().toList());
            return services.stream()
                .filter((service) -> !service.inactive())
                .sorted(Comparator.comparing(Service::name))
                .toList();
        }
        catch (ClusterNotFoundException ex) {
            return List.of();
        }
    }

    /** The same, batch by batch and in no order, those that are INACTIVE included. */
    void gather(Connection connection, String cluster, Gathering<Service> gathering) {
        List<String> leaving = leaving(connection).stream()
            .filter((resource) -> cluster.equals(resource.scope()))
            .map(Resource::arn)
            .toList();
        Set<String> listed = new HashSet<>();
        try {
            this.clients.ecs(connection)
                .listServicesPaginator(ListServicesRequest.builder().cluster(cluster).maxResults(A_PAGE).build())
                .forEach((page) -> {
                    listed.addAll(page.serviceArns());
                    gather(connection, cluster, page.serviceArns(), gathering);
                });
            gather(connection, cluster, leaving.stream().filter((arn) -> !listed.contains(arn)).distinct().toList(),
                    gathering);
        }
        catch (ClusterNotFoundException ex) {
            // gone meanwhile, and its services with it
        }
    }

    private void gather(Connection connection, String cluster, List<String> arns, Gathering<Service> gathering) {
        for (int from = 0; from < arns.size(); from += A_CALL) {
            List<String> some = arns.subList(from, Math.min(from + A_CALL, arns.size()));
            gathering.batch(some.size(), () -> describe(connection, cluster, some));
        }
    }

    /**
     * The service of this name or ARN, also while it drains and for a while after.
     */
    Optional<Service> find(Connection connection, String cluster, String service) {
        try {
            return describe(connection, cluster, List.of(service)).stream().findFirst();
        }
        catch (ClusterNotFoundException ex) {
            return Optional.empty();
        }
    }

    private List<Service> describe(Connection connection, String cluster, List<String> names) {
        List<Service> services = new ArrayList<>();
        for (int from = 0; from < names.size(); from += A_CALL) {
            List<String> some = names.subList(from, Math.min(from + A_CALL, names.size()));
            DescribeServicesResponse answer = this.clients.ecs(connection)
                .describeServices((request) -> request.cluster(cluster).services(some).include(ServiceField.TAGS));
            EcsFailures.check(answer.failures());
            answer.services().stream().map(Service::of).forEach(services::add);
        }
        noteInactive(connection, services);
        return services;
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
